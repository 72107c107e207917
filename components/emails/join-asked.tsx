import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { actions, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { peopleTopic } from "./membership-parts";

export function joinAsked(data: EmailData["join-asked"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  return {
    topic: peopleTopic(data.organization),
    lede: `Action needed by ${weekdayDate(data.answerBy)}: ${inSentence(actions.answerJoin)}. ${oneLine(data.person)} asks to act for ${organization}.`,
    otherwise: "After that the committee of the list is asked. Until somebody says yes, they can see and do nothing.",
    body: [
      paragraph("They write:"),
      quote(data.words),
      paragraph("Accept them with a role, or decline:"),
      page(place, "membership", place.slug, "people"),
      paragraph("The address belongs to a mailbox, not a person. If you do not know them, decline."),
    ],
    because: `you are a primary representative of ${organization}`,
  };
}
