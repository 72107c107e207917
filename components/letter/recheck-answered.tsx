import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { onCommittee, recheckForCommittee, recheckTopic, reviewing } from "./recheck-parts";

const whys: Readonly<Record<LetterData["recheck-answered"]["why"], string>> = {
  "no-longer-true": "At least one criterion no longer holds, by its own word.",
  changed: "Something has changed since it was last asked.",
  "not-met": "Everything is still true, by its own word, but the committee found before that at least one criterion is not met.",
  check: "Everything is still true, by its own word, but a check by machine or the contact alias says otherwise, or cannot tell.",
  late: "The answer came after a removal was proposed. Read it before that goes on.",
};

/** To the committee: answers that somebody has to judge. */
export function recheckAnswered(data: LetterData["recheck-answered"], place: LetterPlace): LetterText {
  return {
    topic: recheckTopic(data),
    lede: `${moveSentence(data.move ?? reviewing, "committee")} ${oneLine(data.organization)} sent them on ${longDate(data.answeredOn)}.`,
    otherwise: "Until somebody does, the member stays as it is and waits.",
    body: [paragraph(whys[data.why]), paragraph("The answers, beside what machines found:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
