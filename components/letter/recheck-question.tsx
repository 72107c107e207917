import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions, inSentence } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, paragraph, quote } from "./letter-text";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckQuestion(data: LetterData["recheck-question"], place: LetterPlace): LetterText {
  return {
    topic: recheckTopic(data),
    lede: `${data.reminder ? "Reminder. " : ""}Your move by ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerQuestion)}. It is about "${oneLine(data.criterionTitle)}".`,
    otherwise:
      "The deadline of the re-check is paused until you answer. Without an answer the committee decides with what it has; nothing fails by itself.",
    body: [
      paragraph("Answer here. You can change your answer to this criterion; all other answers stay as you sent them:"),
      recheckPage(place, data),
      paragraph("The committee asks:"),
      quote(data.question),
    ],
    because: standsFor(data),
  };
}
