import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { removalTopic } from "./removal-parts";

export function appealReceived(data: EmailData["appeal-received"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: removalTopic(data),
    lede: `With the committee: ${inSentence(actions.readAppeal)}. It came in for ${organization} on ${longDate(data.receivedOn)}.`,
    otherwise: data.carriedOut
      ? `Two people who did not decide the removal read it. Until they have, ${organization} stays off the list.`
      : `Two people who did not decide the removal read it. Until they have, the removal is not carried out.`,
    body: [paragraph("What you wrote, and what became of it:"), page(place, "membership", place.slug, "removal")],
    because: `you stand for ${organization} on this list`,
  };
}
