import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions, inSentence } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { inCalendar } from "./recheck-calendar";
import { besideRemoval, recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckDue(data: LetterData["recheck-due"], place: LetterPlace): LetterText {
  return {
    topic: recheckTopic(data),
    ...besideRemoval(data, {
      lede: `Your move today, ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerRecheck)} of ${oneLine(data.organization)}.`,
      otherwise: "From tomorrow on it is overdue, grace begins, and the committee calls you.",
    }),
    body: [
      paragraph("When everything is still true, this takes less than five minutes:"),
      recheckPage(place, data),
      ...inCalendar(data.calendar),
    ],
    because: standsFor(data),
  };
}
