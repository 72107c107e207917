import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";
import { removalTopic } from "./removal-parts";

export function removalStopped(data: LetterData["removal-stopped"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: removalTopic(data),
    lede: `Nothing to do: the removal of ${organization} was stopped on ${longDate(data.stoppedOn)}.`,
    otherwise: `${organization} stays a member, with its dates and its contact alias as they were.`,
    body: [paragraph("Why:"), quote(data.reason), paragraph("Your membership:"), page(place, "membership", place.slug)],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
