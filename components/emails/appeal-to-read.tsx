import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { removalTopic } from "./removal-parts";

/** To those on the committee who did not approve the removal. */
export function appealToRead(data: EmailData["appeal-to-read"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: removalTopic(data),
    lede: `Action needed: ${inSentence(actions.readAppeal)} of ${organization} that came in on ${longDate(data.receivedOn)}.`,
    otherwise: "It takes two people who did not decide the removal. Until then it stays open.",
    body: [paragraph("What they wrote, beside the reasons:"), page(place, "committee", place.slug, "removals", data.reference)],
    because: "you are on the committee of this list",
  };
}
