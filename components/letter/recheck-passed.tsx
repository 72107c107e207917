import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { inCalendar } from "./recheck-calendar";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckPassed(data: LetterData["recheck-passed"], place: LetterPlace): LetterText {
  const next = weekdayDate(data.nextRecheckOn);
  const moves = data.move !== undefined && data.move !== null;
  return {
    topic: recheckTopic(data),
    lede: `${moves ? moveSentence(data.move, "member") : `Nothing to do before ${next}.`} The re-check of ${oneLine(data.organization)} is passed.`,
    otherwise: moves ? `The next re-check is on ${next}.` : "We ask again on that day.",
    body: [paragraph("What was said, and what was found:"), recheckPage(place, data), ...inCalendar(data.calendar)],
    because: standsFor(data),
  };
}
