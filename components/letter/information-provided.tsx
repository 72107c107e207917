import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

/** To reviewers: carries no answer and no contact. */
export function informationProvided(data: LetterData["information-provided"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Your move: read the new answer of ${oneLine(data.organization)} on "${oneLine(data.criterionTitle)}".`,
    otherwise: "The clock runs again. Findings on the earlier answer are out of date until you look at them.",
    body: [paragraph("The answer, with the change marked:"), page(place, "committee", place.slug, "applications", data.reference)],
    because: "you review this application",
  };
}
