import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

/** To a reviewer: carries no answer and no contact. */
export function reviewAssigned(data: LetterData["review-assigned"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Your move: record your findings on ${oneLine(data.organization)}. The decision is due by ${weekdayDate(data.dueOn)}.`,
    otherwise: "If you have a conflict of interest, or no time, step aside on the page. The application then goes to somebody else.",
    body: [paragraph("The application:"), page(place, "committee", place.slug, "applications", data.reference)],
    because: "you review applications to this list",
  };
}
