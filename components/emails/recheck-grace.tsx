import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { besideRemoval, recheckPage, recheckTopic, standsFor } from "./recheck-parts";

/** At the start of grace, and on its last day. */
export function recheckGrace(data: EmailData["recheck-grace"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const ends = weekdayDate(data.graceEndsOn);
  return {
    topic: recheckTopic(data),
    ...besideRemoval(data, {
      lede: data.last
        ? `Your move today, ${ends}: ${inSentence(actions.answerRecheck)} of ${organization}. It is the last day of grace.`
        : `Your move by ${ends}: ${inSentence(actions.answerRecheck)} of ${organization}. It is overdue, and grace ends on that day.`,
      otherwise:
        "After that it is proposed to the committee that your organization leaves the list. Two people would have to agree, and you would hear the ground and the way back first.",
    }),
    body: [
      paragraph(`The answer was due on ${weekdayDate(data.dueOn)}. You can still give it:`),
      recheckPage(place, data),
      paragraph("You cannot sign in, or the people have changed? Reply to this letter; the committee can take your answer by telephone."),
    ],
    because: standsFor(data),
  };
}
