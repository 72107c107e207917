import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { onCommittee, recheckForCommittee, recheckTopic, reviewing } from "./recheck-parts";

const whys: Readonly<Record<EmailData["recheck-answered"]["why"], string>> = {
  "no-longer-true": "At least one criterion no longer holds, by its own word.",
  changed: "Something has changed since it was last asked.",
  "not-met": "Everything is still true, by its own word, but the committee found before that at least one criterion is not met.",
  check: "Everything is still true, by its own word, but a check by machine or the contact alias says otherwise, or cannot tell.",
  late: "The answer came after a removal was proposed. Read it before that goes on.",
};

/** To the committee: answers that somebody has to review. */
export function recheckAnswered(data: EmailData["recheck-answered"], place: EmailPlace): EmailText {
  return {
    topic: recheckTopic(data),
    lede: `${actionSentence(data.move ?? reviewing, "committee")} ${oneLine(data.organization)} sent them on ${longDate(data.answeredOn)}.`,
    otherwise: "Until somebody does, the member stays as it is and waits.",
    body: [paragraph(whys[data.why]), paragraph("The answers, beside what machines found:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
