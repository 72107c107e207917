import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { inCalendar } from "./recheck-calendar";
import { besideRemoval, recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckDue(data: EmailData["recheck-due"], place: EmailPlace): EmailText {
  return {
    topic: recheckTopic(data),
    ...besideRemoval(data, {
      lede: `Action needed today, ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerRecheck)} of ${oneLine(data.organization)}.`,
      otherwise: "From tomorrow on it is overdue, the grace period begins, and the committee calls you.",
    }),
    body: [
      paragraph("When everything is still true, this takes less than five minutes:"),
      recheckPage(place, data),
      ...inCalendar(data.calendar),
    ],
    because: standsFor(data),
  };
}
