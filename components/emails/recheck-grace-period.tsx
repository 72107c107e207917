import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { besideRemoval, recheckPage, recheckTopic, standsFor } from "./recheck-parts";

/** At the start of the grace period, and on its last day. */
export function recheckGrace(data: EmailData["recheck-grace-period"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const ends = weekdayDate(data.graceEndsOn);
  return {
    topic: recheckTopic(data),
    ...besideRemoval(data, {
      lede: data.last
        ? `Action needed today, ${ends}: ${inSentence(actions.answerRecheck)} of ${organization}. It is the last day of the grace period.`
        : `Action needed by ${ends}: ${inSentence(actions.answerRecheck)} of ${organization}. It is overdue, and the grace period ends on that day.`,
      otherwise:
        "After that your organization's removal is proposed to the committee. Two people would have to agree, and you would be told the reason and how to appeal first.",
    }),
    body: [
      paragraph(`The answer was due on ${weekdayDate(data.dueOn)}. You can still give it:`),
      recheckPage(place, data),
      paragraph("You cannot sign in, or the people have changed? Reply to this email; the committee can take your answer by telephone."),
    ],
    because: standsFor(data),
  };
}
