import type { EmailData } from "@/lib/email/data";
import { moment } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { deliveryTopic } from "./removal-parts";

/** To the committee: nobody confirmed a pause. */
export function pauseExpired(data: EmailData["pause-expired"], place: EmailPlace): EmailText {
  return {
    topic: deliveryTopic(data),
    lede: `${actionSentence(data.move, "committee")} The pause of delivery to ${oneLine(data.organization)} ended on ${moment(new Date(data.at))}, because nobody confirmed it.`,
    otherwise: "Early notices go to its contact alias again once the address is back on the mailing list, if it was taken off.",
    body: [
      paragraph("If the address is still unsafe, pause delivery again and have somebody confirm it:"),
      page(place, "committee", place.slug, "members", data.memberId),
    ],
    because: "you are on the committee of this list",
  };
}
