import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { removalTopic } from "./removal-parts";

/** To the member that it stays; to the committee where nobody of it stopped the removal. */
export function removalStopped(data: EmailData["removal-stopped"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const stopped = `The removal of ${organization} was stopped on ${longDate(data.stoppedOn)}.`;
  if (data.reader === "committee")
    return {
      topic: removalTopic(data),
      lede: `${actionSentence(data.move, "committee")} ${stopped}${data.cured ? "" : " It can be proposed again."}`,
      otherwise: `${organization} stays a member.`,
      body: [
        paragraph("Why:"),
        quote(data.reason),
        paragraph("The removal:"),
        page(place, "committee", place.slug, "removals", data.reference),
      ],
      because: "you are on the committee of this list",
    };
  return {
    topic: removalTopic(data),
    lede: `${actionSentence(data.move, "member")} ${stopped}`,
    otherwise: `${organization} stays a member, with its dates and its contact alias as they were.`,
    body: [paragraph("Why:"), quote(data.reason), paragraph("Your membership:"), page(place, "membership", place.slug)],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
