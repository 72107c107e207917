import type { LetterData } from "@/lib/letter/data";
import { applicationTopic, type LetterPlace, type LetterText, page, paragraph } from "./letter-text";

export function applicationDraftEnded(data: LetterData["application-draft-ended"], place: LetterPlace): LetterText {
  return {
    topic: applicationTopic(data),
    lede: "Nothing to do. Your draft was not sent in time and has ended.",
    otherwise: "Its answers are erased. You can apply again at any time.",
    body: [paragraph("What the list asks, and where to apply:"), page(place, place.slug)],
    because: "you worked on this application",
  };
}
