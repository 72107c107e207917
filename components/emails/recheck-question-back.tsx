import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { onCommittee, recheckForCommittee, recheckTopic, reviewing } from "./recheck-parts";

/** To the committee: a question to a member was answered, or was not answered in time. */
export function recheckQuestionBack(data: EmailData["recheck-question-back"], place: EmailPlace): EmailText {
  const question = `the question on "${oneLine(data.criterionTitle)}"`;
  const happened =
    data.is === "answered"
      ? `${oneLine(data.organization)} answered ${question} on ${longDate(data.on)}.`
      : `${oneLine(data.organization)} did not answer ${question} by ${longDate(data.on)}.`;
  return {
    topic: recheckTopic(data),
    lede: `${actionSentence(data.move ?? reviewing, "committee")} ${happened}`,
    otherwise:
      data.is === "answered"
        ? "Until somebody does, the member stays as it is and waits."
        : "The member can still answer until somebody has decided. Until then it stays as it is.",
    body: [paragraph("The answers, beside what machines found:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
