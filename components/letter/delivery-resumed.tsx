import { moment } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { deliveryTopic } from "./removal-parts";

export function deliveryResumed(data: LetterData["delivery-resumed"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: deliveryTopic(data),
    lede: `Nothing to do: early notices to ${organization} go on, since ${moment(new Date(data.at))}.`,
    otherwise: data.confirmed ? "The committee ended the pause." : "Nobody confirmed the pause, so it ended by itself.",
    body: [paragraph("Your membership:"), page(place, "membership", place.slug)],
    because: `you stand for ${organization} on this list`,
  };
}
