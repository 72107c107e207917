import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { peopleTopic, roleWords } from "./membership-parts";

export function representativeInvitation(data: EmailData["representative-invitation"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: peopleTopic(data.organization),
    lede: `Join the representatives of ${organization} by ${deadline(new Date(data.expiresAt))}.`,
    otherwise: `After that the invitation ends, and ${oneLine(data.inviter)} can send you another.`,
    body: [
      paragraph("See who asks you, and join:"),
      page(place, "confirm", "representative", data.token),
      paragraph(`${organization} is a member of the ${oneLine(place.name)} list. You would be its ${roleWords[data.role]}.`),
      paragraph("If you do not know who asks you, do nothing."),
    ],
    because: `${oneLine(data.inviter)} invited you to act for ${organization}`,
  };
}
