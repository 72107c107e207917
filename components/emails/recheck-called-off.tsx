import type { EmailData } from "@/lib/email/data";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { inCalendar } from "./recheck-calendar";
import { recheckTopic } from "./recheck-parts";

/** To the people of a member that left while its re-check was open. */
export function recheckCalledOff(data: EmailData["recheck-called-off"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: recheckTopic(data),
    lede: `${actionSentence(data.move, "member")} The re-check of ${organization} is called off.`,
    otherwise: `${organization} is no longer on the ${oneLine(place.name)} list, so nobody is asked any more.`,
    body: [
      paragraph("What was said and done stays there for you to read:"),
      page(place, "membership", place.slug),
      ...inCalendar(data.calendar),
    ],
    because: `you acted for ${organization} on this list`,
  };
}
