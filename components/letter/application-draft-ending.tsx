import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, page, paragraph } from "./letter-text";

export function applicationDraftEnding(data: LetterData["application-draft-ending"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Send your application by ${weekdayDate(data.draftEndsOn)}.`,
    otherwise: "After that day the draft ends and its answers are erased.",
    body: [paragraph("Your application is not sent yet. Continue where you were:"), page(place, "applications", data.reference)],
    because: "you work on this application",
  };
}
