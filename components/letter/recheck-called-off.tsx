import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { inCalendar } from "./recheck-calendar";
import { recheckTopic } from "./recheck-parts";

/** To the people of a member that left while its re-check was open. */
export function recheckCalledOff(data: LetterData["recheck-called-off"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: recheckTopic(data),
    lede: `${moveSentence(data.move, "member")} The re-check of ${organization} is called off.`,
    otherwise: `${organization} is no longer on the ${oneLine(place.name)} list, so nobody is asked any more.`,
    body: [
      paragraph("What was said and done stays there for you to read:"),
      page(place, "membership", place.slug),
      ...inCalendar(data.calendar),
    ],
    because: `you acted for ${organization} on this list`,
  };
}
