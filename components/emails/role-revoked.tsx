import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function roleRevoked(data: EmailData["role-revoked"], place: EmailPlace): EmailText {
  return {
    topic: "your role in the committee",
    lede: `No action needed. From now on you no longer have the role of ${oneLine(data.role)} in the committee of the ${oneLine(place.name)} list.`,
    otherwise: "Applications that waited for you go to somebody else. If you did not expect this, reply to this email.",
    body: [paragraph("What everybody can see of the list:"), page(place, place.slug)],
    because: "an administrator of the list ended this role",
  };
}
