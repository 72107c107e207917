import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function roleGranted(data: EmailData["role-granted"], place: EmailPlace): EmailText {
  return {
    topic: "your role in the committee",
    lede: `From now on you have the role of ${oneLine(data.role)} in the committee of the ${oneLine(place.name)} list.`,
    otherwise: "If you did not expect this, reply to this email before you sign in.",
    body: [paragraph("Sign in with this address to see the queue:"), page(place, "committee", place.slug)],
    because: "an administrator of the list gave you this role",
  };
}
