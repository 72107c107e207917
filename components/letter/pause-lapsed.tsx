import { moment } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { deliveryTopic } from "./removal-parts";

/** To the committee: nobody confirmed a pause. */
export function pauseLapsed(data: LetterData["pause-lapsed"], place: LetterPlace): LetterText {
  return {
    topic: deliveryTopic(data),
    lede: `${moveSentence(data.move, "committee")} The pause of delivery to ${oneLine(data.organization)} ended on ${moment(new Date(data.at))}, because nobody confirmed it.`,
    otherwise: "Early notices go to its contact alias again once the address is back on the mailing list, if it was taken off.",
    body: [
      paragraph("If the address is still unsafe, pause delivery again and have somebody confirm it:"),
      page(place, "committee", place.slug, "members", data.memberId),
    ],
    because: "you are on the committee of this list",
  };
}
