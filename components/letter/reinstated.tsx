import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";

export function reinstated(data: LetterData["reinstated"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: `${organization}: membership`,
    lede: `${data.move === undefined ? "" : `${moveSentence(data.move, "member")} `}From now on ${organization} is a member again, since ${longDate(data.on)}.`,
    otherwise: `Early notices start once somebody at ${oneLine(data.alias)} has answered the letter that asks whether people read it.`,
    body: [
      paragraph(`Your dates are as they were. The next re-check is on ${longDate(data.nextRecheckOn)}.`),
      paragraph("Your membership:"),
      page(place, "membership", place.slug),
    ],
    because: `you stand for ${organization} on this list`,
  };
}
