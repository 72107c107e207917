import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";
import { moveSentence } from "./move";
import { removalTopic } from "./removal-parts";

/** To the member that it stays; to the committee where nobody of it stopped the removal. */
export function removalStopped(data: LetterData["removal-stopped"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const stopped = `The removal of ${organization} was stopped on ${longDate(data.stoppedOn)}.`;
  if (data.reader === "committee")
    return {
      topic: removalTopic(data),
      lede: `${moveSentence(data.move, "committee")} ${stopped}${data.cured ? "" : " It can be proposed again."}`,
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
    lede: `${moveSentence(data.move, "member")} ${stopped}`,
    otherwise: `${organization} stays a member, with its dates and its contact alias as they were.`,
    body: [paragraph("Why:"), quote(data.reason), paragraph("Your membership:"), page(place, "membership", place.slug)],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
