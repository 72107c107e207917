import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { onCommittee, recheckForCommittee, recheckTopic, reviewing } from "./recheck-parts";

/** To the committee: a question to a member was answered, or was not answered in time. */
export function recheckQuestionBack(data: LetterData["recheck-question-back"], place: LetterPlace): LetterText {
  const question = `the question on "${oneLine(data.criterionTitle)}"`;
  const happened =
    data.is === "answered"
      ? `${oneLine(data.organization)} answered ${question} on ${longDate(data.on)}.`
      : `${oneLine(data.organization)} did not answer ${question} by ${longDate(data.on)}.`;
  return {
    topic: recheckTopic(data),
    lede: `${moveSentence(data.move ?? reviewing, "committee")} ${happened}`,
    otherwise:
      data.is === "answered"
        ? "Until somebody does, the member stays as it is and waits."
        : "The member can still answer until somebody has decided. Until then it stays as it is.",
    body: [paragraph("The answers, beside what machines found:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
