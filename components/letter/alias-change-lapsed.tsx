import type { LetterData } from "@/lib/letter/data";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic } from "./alias-change-parts";
import { type LetterPlace, type LetterText, paragraph } from "./letter-text";

export function aliasChangeLapsed(data: LetterData["alias-change-lapsed"], _place: LetterPlace): LetterText {
  const why = {
    "no-answer": "Nobody answered at the new address in time.",
    "no-agreement": "Two people of the committee had to agree, and did not in time.",
    taken: "The new address has become another member's contact alias on this list.",
  }[data.because];
  return {
    topic: aliasChangeTopic(data),
    lede: "Nothing to do. The change of the contact alias came to nothing.",
    otherwise: `${why} The address in use stays in use. The change can be asked for again.`,
    body: [...aliasChangeBlocks(data), paragraph("If you still want it, ask for it again on the page of your membership.")],
    because: aliasChangeReader(data),
  };
}
