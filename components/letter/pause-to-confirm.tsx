import { deadline } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions, inSentence } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";
import { deliveryTopic } from "./removal-parts";

/** To the committee: the pause is decided; a second person has to stand behind it. */
export function pauseToConfirm(data: LetterData["pause-to-confirm"], place: LetterPlace): LetterText {
  return {
    topic: deliveryTopic(data),
    lede: `Your move by ${deadline(new Date(data.confirmBy))}: ${inSentence(actions.confirmPause)}. It is about ${oneLine(data.organization)}.`,
    otherwise:
      "Without a second person the pause ends by itself then. Until its addresses are taken off the mailing list, early notices still go to them.",
    body: [
      paragraph("Why the pause was decided:"),
      quote(data.reason),
      paragraph("The member:"),
      page(place, "committee", place.slug, "members", data.memberId),
    ],
    because: "you are on the committee of this list",
  };
}
