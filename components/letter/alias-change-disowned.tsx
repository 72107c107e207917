import type { LetterData } from "@/lib/letter/data";
import { aliasChangeReader, aliasChangeTopic, wherePage } from "./alias-change-parts";
import { type LetterPlace, type LetterText, oneLine } from "./letter-text";

export function aliasChangeDisowned(data: LetterData["alias-change-disowned"], place: LetterPlace): LetterText {
  return {
    topic: aliasChangeTopic(data),
    lede: `Your move: a reader of the new contact alias says that it is not ${oneLine(data.organization)}'s.`,
    otherwise: "The change is complete and the address in use, so nothing stops by itself. Delivery can be paused.",
    body: wherePage(place, { ...data, reader: "committee" }),
    because: aliasChangeReader({ ...data, reader: "committee" }),
  };
}
