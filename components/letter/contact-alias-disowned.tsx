import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";

/** To those who can change the contact alias: a reader of the address in use said that it is not the organization's. */
export function contactAliasDisowned(data: LetterData["contact-alias-disowned"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const address = oneLine(data.address);
  return {
    topic: `${organization}: contact alias`,
    lede: `${moveSentence(data.move, "member")} Somebody who reads ${address} answered that the address is not ${organization}'s.`,
    otherwise: data.delivered
      ? "Early notices still go to this address. The committee is told and can pause delivery."
      : "No early notices go to this address before somebody has answered there. The committee is told.",
    body: [paragraph("The contact alias, and the way to another address:"), page(place, "membership", place.slug, "alias")],
    because: `you act for ${organization} on this list`,
  };
}
