import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { inCalendar } from "./recheck-calendar";
import { besideRemoval, recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckOpened(data: EmailData["recheck-opened"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: recheckTopic(data),
    ...besideRemoval(data, {
      lede: `Action needed by ${weekdayDate(data.dueOn)}: ${inSentence(actions.answerRecheck)} of ${organization}. Say whether what it told the list still holds.`,
      otherwise: "Until you answer nothing changes. We remind you, write to your colleagues too, and call. Nobody is removed in silence.",
    }),
    body: [
      paragraph("What you said last stands there already. When all of it is still true, this takes less than five minutes:"),
      recheckPage(place, data),
      paragraph(
        `A separate email asks at the contact alias whether people read it. Something has changed, or no longer holds? Say so on the page; it tells you what follows.`,
      ),
      ...inCalendar(data.calendar),
    ],
    because: standsFor(data),
  };
}
