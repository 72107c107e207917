import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { inCalendar } from "./recheck-calendar";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";

export function recheckPassed(data: EmailData["recheck-passed"], place: EmailPlace): EmailText {
  const next = weekdayDate(data.nextRecheckOn);
  const moves = data.move !== undefined && data.move !== null;
  return {
    topic: recheckTopic(data),
    lede: `${moves ? actionSentence(data.move, "member") : `No action needed before ${next}.`} The re-check of ${oneLine(data.organization)} is passed.`,
    otherwise: moves ? `The next re-check is on ${next}.` : "We ask again on that day.",
    body: [paragraph("What was said, and what was found:"), recheckPage(place, data), ...inCalendar(data.calendar)],
    because: standsFor(data),
  };
}
