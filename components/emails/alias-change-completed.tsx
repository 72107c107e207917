import type { EmailData } from "@/lib/email/data";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, wherePage } from "./alias-change-parts";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";

export function aliasChangeCompleted(data: EmailData["alias-change-completed"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: aliasChangeTopic(data),
    lede:
      data.reader === "old-alias"
        ? `No action needed. This address is no contact alias of ${organization} any more.`
        : `No action needed. ${oneLine(data.newAddress)} is a contact alias of ${organization} now.`,
    otherwise:
      data.oldAddress === null
        ? "The address that was in use before stays in use beside it."
        : "Emails of the list go to the new address alone.",
    body: [
      ...aliasChangeBlocks(data),
      ...wherePage(place, data),
      paragraph("If this is not right, reply to this email: people on the committee read it."),
    ],
    because: aliasChangeReader(data),
  };
}
