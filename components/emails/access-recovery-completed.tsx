import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { accessRecoveryTopic } from "./membership-parts";

export function accessRecoveryCompleted(data: EmailData["access-recovery-completed"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: accessRecoveryTopic(data),
    lede: `From now on ${oneLine(data.person)} is the primary representative of ${organization} on the ${oneLine(place.name)} list (${longDate(data.on)}).`,
    otherwise:
      "Whoever acted for it before keeps their role, until the new representative changes it. If this is wrong, reply to this email today.",
    body: [
      paragraph("The contact alias and the domain were proved, and two people on the committee agreed. The representatives:"),
      page(place, "membership", place.slug, "people"),
    ],
    because: `you act for ${organization}, or read its contact alias`,
  };
}
