import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";

export function informationReminder(data: LetterData["information-reminder"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Our question on "${oneLine(data.criterionTitle)}" still waits for you. Answer it by ${weekdayDate(data.dueOn)}.`,
    otherwise:
      "Until you answer, the time for our decision stands still. Without an answer the committee looks at the application again; nothing is declined by itself.",
    body: [
      paragraph("Answer here; only this section can be changed:"),
      page(place, "applications", data.reference, data.criterion),
      paragraph("The committee asked:"),
      quote(data.question),
    ],
    because: "you work on this application",
  };
}
