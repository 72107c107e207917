import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph, quote } from "./email-text";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckQuestion(data: EmailData["recheck-question"], place: EmailPlace): EmailText {
  return {
    topic: recheckTopic(data),
    lede: `${data.reminder ? "Reminder. " : ""}Action needed by ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerQuestion)}. It is about "${oneLine(data.criterionTitle)}".`,
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
