import type { EmailData } from "@/lib/email/data";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckQuestionWithdrawn(data: EmailData["recheck-question-withdrawn"], place: EmailPlace): EmailText {
  return {
    topic: recheckTopic(data),
    lede: `${actionSentence(data.move, "member")} The committee withdrew its question on "${oneLine(data.criterionTitle)}".`,
    otherwise: "Your answer to this criterion counts as it stands now. The committee reads it.",
    body: [paragraph("The answers you sent:"), recheckPage(place, data)],
    because: standsFor(data),
  };
}
