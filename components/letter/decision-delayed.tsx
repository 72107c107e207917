import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, page, paragraph } from "./letter-text";
import { committeeWrites } from "./reasons";

export function decisionDelayed(data: LetterData["decision-delayed"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede:
      data.newDueOn === null
        ? `Our move: we did not decide by ${weekdayDate(data.dueOn)}, and cannot name a new day yet.`
        : `Our move: we decide on your application by ${weekdayDate(data.newDueOn)}, not by ${weekdayDate(data.dueOn)}.`,
    otherwise: "Nothing to do for you. Being late never counts against your application.",
    body: [
      ...committeeWrites(data.reason),
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
    ],
    because: "you sent this application",
  };
}
