import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

export function informationOverdue(data: LetterData["information-overdue"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Your move: ${oneLine(data.organization)} did not answer on "${oneLine(data.criterionTitle)}" by ${weekdayDate(data.dueOn)}.`,
    otherwise: "The clock stands until somebody goes on without the answer. Nothing is declined by itself.",
    body: [paragraph("Go on, or ask again:"), page(place, "committee", place.slug, "applications", data.reference)],
    because: "you review this application",
  };
}
