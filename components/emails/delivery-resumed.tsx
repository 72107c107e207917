import type { EmailData } from "@/lib/email/data";
import { moment } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { deliveryTopic } from "./removal-parts";

export function deliveryResumed(data: EmailData["delivery-resumed"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: deliveryTopic(data),
    lede: `${actionSentence(data.move, "member")} The pause of early notices to ${organization} ended on ${moment(new Date(data.at))}.`,
    otherwise: `${data.confirmed ? "The committee ended it." : "Nobody confirmed it, so it ended by itself."} Notices arrive again when your addresses are back on the mailing list.`,
    body: [paragraph("Your membership:"), page(place, "membership", place.slug)],
    because: `you stand for ${organization} on this list`,
  };
}
