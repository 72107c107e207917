import type { LetterData } from "@/lib/letter/data";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic } from "./alias-change-parts";
import { type LetterPlace, type LetterText, oneLine, page } from "./letter-text";

export function aliasChangeDisowned(data: LetterData["alias-change-disowned"], place: LetterPlace): LetterText {
  return {
    topic: aliasChangeTopic(data),
    lede: `Look at this today: a reader of ${oneLine(data.newAddress)} says that it is not ${oneLine(data.organization)}'s.`,
    otherwise: "The change is complete and the address in use, so nothing stops by itself. Delivery can be paused.",
    body: [page(place, "committee", place.slug, "alias-changes", data.reference), ...aliasChangeBlocks(data)],
    because: aliasChangeReader({ ...data, reader: "committee" }),
  };
}
