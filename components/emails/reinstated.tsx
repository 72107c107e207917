import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function reinstated(data: EmailData["reinstated"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: `${organization}: membership`,
    lede: `${data.move === undefined ? "" : `${actionSentence(data.move, "member")} `}From now on ${organization} is a member again, since ${longDate(data.on)}.`,
    otherwise: `Early notices start once somebody at ${oneLine(data.alias)} has answered the email that asks whether people read it.`,
    body: [
      paragraph(`Your dates are as they were. The next re-check is on ${longDate(data.nextRecheckOn)}.`),
      paragraph("Your membership:"),
      page(place, "membership", place.slug),
    ],
    because: `you stand for ${organization} on this list`,
  };
}
