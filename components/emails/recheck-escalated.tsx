import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { onCommittee, recheckForCommittee, recheckTopic } from "./recheck-parts";

/** To the committee: a member is silent, and somebody has to call. */
export function recheckEscalated(data: EmailData["recheck-escalated"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: recheckTopic(data),
    lede: `Action needed${data.graceEndsOn === undefined ? "" : ` by ${weekdayDate(data.graceEndsOn)}`}: ${inSentence(actions.callMember)}, ${organization}. Its re-check was due on ${weekdayDate(data.dueOn)}.`,
    otherwise: data.last
      ? "Today is the last day of the grace period. Tomorrow its removal is proposed; nothing more happens by itself."
      : "The grace period ends on that day, or later if no email arrives and nobody is reached. After it a removal is proposed; nothing more happens by itself.",
    body: [paragraph("Who to call, and where to write down what they say:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
