import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions, inSentence } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { groundBlocks } from "./removal-parts";

/** The last letter to an organization that was removed: the grounds, and the way back. */
export function farewellRemoved(data: LetterData["farewell-removed"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: `${organization}: removal ${data.reference}`,
    lede: `Your move by ${weekdayDate(data.appealBy)}: ${inSentence(actions.appeal)}. From now on ${organization} is no longer a member of the ${oneLine(place.name)} list.`,
    otherwise: "People who had no part in the removal read what you say. You can also apply again at any time.",
    body: [
      paragraph("Say what was misread:"),
      page(place, "membership", place.slug, "removal"),
      paragraph(
        `The removal took effect on ${weekdayDate(data.on)}. Nothing more is sent to the contact alias once the list itself is updated. What you were told stays secret until its day.`,
      ),
      ...groundBlocks(data.grounds),
    ],
    because: `you act for ${organization}, or read its contact alias`,
  };
}
