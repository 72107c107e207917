import type { EmailData } from "@/lib/email/data";
import { deadline, moment } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { deliveryTopic } from "./removal-parts";

/** To the member's representatives, never to the alias, which may be the unsafe part. */
export function deliveryPaused(data: EmailData["delivery-paused"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: deliveryTopic(data),
    lede: `Action needed: ${inSentence(actions.secureAlias)}. The committee decided on ${moment(new Date(data.at))} to pause early notices to ${organization}.`,
    otherwise: `A second person confirms it by ${deadline(new Date(data.confirmBy))}, or the pause ends by itself. ${organization} stays a member.`,
    body: [
      paragraph("The pause takes effect when a person has taken your addresses off the mailing list. Until then notices can still arrive."),
      paragraph("Why:"),
      quote(data.reason),
      paragraph("Look at your contact alias and its domain, and answer this email when all is well:"),
      page(place, "membership", place.slug),
    ],
    because: `you stand for ${organization} on this list`,
  };
}
