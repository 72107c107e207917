import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { leavingTopic } from "./membership-parts";

export function leavingAnnounced(data: EmailData["leaving-announced"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const toCommittee = data.reader === "committee";
  return {
    topic: leavingTopic(data.organization),
    lede: `No action needed. ${organization} leaves the ${oneLine(place.name)} list on ${weekdayDate(data.on)}; ${oneLine(data.person)} said so for it.`,
    otherwise: toCommittee
      ? "It can take this back until then. On that day its address has to come off the mailing list."
      : "Until then it stays a member, and a primary representative can take this back. If it is wrong, do so today.",
    body: toCommittee
      ? [paragraph("The members of the list:"), page(place, "committee", place.slug, "members")]
      : [paragraph("Take it back:"), page(place, "membership", place.slug, "leave")],
    because: toCommittee ? "you sit in the committee of this list" : `you act for ${organization}`,
  };
}
