import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { leavingTopic } from "./membership-parts";

export function leavingTakenBack(data: EmailData["leaving-taken-back"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const toCommittee = data.reader === "committee";
  return {
    topic: leavingTopic(data.organization),
    lede: `No action needed. ${organization} stays on the ${oneLine(place.name)} list: ${oneLine(data.person)} took the leaving back.`,
    otherwise: "Everything is as it was before.",
    body: toCommittee
      ? [paragraph("The members of the list:"), page(place, "committee", place.slug, "members")]
      : [paragraph("The membership:"), page(place, "membership", place.slug)],
    because: toCommittee ? "you sit in the committee of this list" : `you act for ${organization}`,
  };
}
