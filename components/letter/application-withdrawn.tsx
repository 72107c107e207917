import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

export function applicationWithdrawn(data: LetterData["application-withdrawn"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: `Nothing to do. The application of ${oneLine(data.organization)} was withdrawn.`,
    otherwise: "We do not decide on it any more. The organization can apply again at any time.",
    body: [paragraph("The application, as it was:"), page(place, "applications", data.reference)],
    because: "you took part in this application",
  };
}
