import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type Block, type EmailPlace, type EmailText, oneLine, paragraph, quote } from "./email-text";
import { inCalendar } from "./recheck-calendar";
import { besideRemoval, recheckPage, recheckTopic, standsFor } from "./recheck-parts";

/** Sent before the due date by the schedule, at any time by the committee, and when the committee has changed the date. */
export function recheckReminder(data: EmailData["recheck-reminder"], place: EmailPlace): EmailText {
  const day = weekdayDate(data.dueOn);
  return {
    topic: recheckTopic(data),
    ...besideRemoval(data, {
      lede:
        data.because === "moved"
          ? `Action needed by ${day}, you have more time: ${inSentence(actions.answerRecheck)}.`
          : `Action needed by ${day}: ${inSentence(actions.answerRecheck)} of ${oneLine(data.organization)}.`,
      otherwise: `Without an answer it is overdue from then on, and the grace period begins. Nothing ends by itself.`,
    }),
    body: [
      paragraph("When everything is still true, this takes less than five minutes:"),
      recheckPage(place, data),
      ...why(data),
      ...inCalendar(data.calendar),
    ],
    because: standsFor(data),
  };
}

function why({ because, reason }: EmailData["recheck-reminder"]): readonly Block[] {
  return because === "moved" && reason !== "" ? [paragraph("The committee changed the date, because:"), quote(reason)] : [];
}
