import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckQuestionWithdrawn(data: LetterData["recheck-question-withdrawn"], place: LetterPlace): LetterText {
  return {
    topic: recheckTopic(data),
    lede: `${moveSentence(data.move, "member")} The committee withdrew its question on "${oneLine(data.criterionTitle)}".`,
    otherwise: "Your answer to this criterion counts as it stands now. The committee reads it.",
    body: [paragraph("The answers you sent:"), recheckPage(place, data)],
    because: standsFor(data),
  };
}
