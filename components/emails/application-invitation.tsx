import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function applicationInvitation(data: EmailData["application-invitation"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Join the application of ${oneLine(data.organization)} by ${deadline(new Date(data.expiresAt))}.`,
    otherwise: `After that the invitation ends, and ${oneLine(data.inviter)} can send you another.`,
    body: [
      paragraph("See who asks you, and join:"),
      page(place, "confirm", "invitation", data.token),
      paragraph(`The application is to the ${oneLine(place.name)} list. Who joins can read and change every answer.`),
      paragraph("If you do not know who asks you, do nothing."),
    ],
    because: `${oneLine(data.inviter)} invited you to work on this application`,
  };
}
