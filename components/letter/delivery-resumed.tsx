import { moment } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { deliveryTopic } from "./removal-parts";

export function deliveryResumed(data: LetterData["delivery-resumed"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: deliveryTopic(data),
    lede: `${moveSentence(data.move, "member")} The pause of early notices to ${organization} ended on ${moment(new Date(data.at))}.`,
    otherwise: `${data.confirmed ? "The committee ended it." : "Nobody confirmed it, so it ended by itself."} Notices arrive again when your addresses are back on the mailing list.`,
    body: [paragraph("Your membership:"), page(place, "membership", place.slug)],
    because: `you stand for ${organization} on this list`,
  };
}
