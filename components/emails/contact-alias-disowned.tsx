import type { EmailData } from "@/lib/email/data";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

/** To those who can change the contact alias: a reader disowned the address in use. */
export function contactAliasDisowned(data: EmailData["contact-alias-disowned"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const address = oneLine(data.address);
  return {
    topic: `${organization}: contact alias`,
    lede: `${actionSentence(data.move, "member")} Somebody who reads ${address} answered that the address is not ${organization}'s.`,
    otherwise: data.delivered
      ? "Early notices still go to this address. The committee is told and can pause delivery."
      : "No early notices go to this address before somebody has answered there. The committee is told.",
    body: [paragraph("The contact alias, and the way to another address:"), page(place, "membership", place.slug, "alias")],
    because: `you act for ${organization} on this list`,
  };
}
