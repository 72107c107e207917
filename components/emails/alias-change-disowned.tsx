import type { EmailData } from "@/lib/email/data";
import { aliasChangeReader, aliasChangeTopic, wherePage } from "./alias-change-parts";
import { type EmailPlace, type EmailText, oneLine } from "./email-text";

export function aliasChangeDisowned(data: EmailData["alias-change-disowned"], place: EmailPlace): EmailText {
  return {
    topic: aliasChangeTopic(data),
    lede: `Action needed: a reader of the new contact alias says that it is not ${oneLine(data.organization)}'s.`,
    otherwise: "The change is complete and the address in use, so nothing stops by itself. Delivery can be paused.",
    body: wherePage(place, { ...data, reader: "committee" }),
    because: aliasChangeReader({ ...data, reader: "committee" }),
  };
}
