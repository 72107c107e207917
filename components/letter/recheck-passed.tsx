import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { inCalendar } from "./recheck-calendar";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckPassed(data: LetterData["recheck-passed"], place: LetterPlace): LetterText {
  return {
    topic: recheckTopic(data),
    lede: `Nothing to do before ${weekdayDate(data.nextRecheckOn)}. The re-check of ${oneLine(data.organization)} is passed.`,
    otherwise: "We ask again on that day.",
    body: [paragraph("What was said, and what was found:"), recheckPage(place, data), ...inCalendar(data.calendar)],
    because: standsFor(data),
  };
}
