import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { removalTopic } from "./removal-parts";

/** To the committee: a member submitted evidence, which has to be answered before its removal goes on. */
export function removalEvidence(data: LetterData["removal-evidence"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: removalTopic(data),
    lede: `Your move: ${organization} sent evidence against its removal on ${longDate(data.submittedOn)}. Read it and answer.`,
    otherwise: "Until somebody has answered, nobody can agree to the removal and it is not carried out.",
    body: [paragraph("The evidence:"), page(place, "committee", place.slug, "removals", data.reference)],
    because: "you are on the committee of this list",
  };
}
