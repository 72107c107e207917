import type { EmailPlace, EmailText } from "./email-text";
import { oneLine } from "./email-text";

/** Who sent the email and why, in the last lines of both parts. */
export function closingLines(email: EmailText, place: EmailPlace): readonly string[] {
  const host = new URL(place.origin).host;
  const sender =
    place.contact === null
      ? `Sent by ${place.name}, the portal at ${host}.`
      : `Sent by ${oneLine(place.contact.name)} for ${oneLine(place.name)}, through ${host}.`;
  return [
    sender,
    `You get this email because ${email.because}.`,
    ...(place.contact === null ? [] : [`People read replies to it, at ${place.contact.email}.`]),
  ];
}
