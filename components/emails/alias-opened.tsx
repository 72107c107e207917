import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

/** Opens the thread in the mailbox of the contact alias; another email asks whether people read it. */
export function aliasOpened(data: EmailData["alias-opened"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `${data.aliasAnswered === false ? "Action needed: answer the other email to this address, which asks whether people read it." : "No action needed."} ${oneLine(data.organization)} applied to the ${oneLine(place.name)} list; we decide by ${weekdayDate(data.dueOn)}.`,
    otherwise: "Emails to this address about the application will arrive in this thread.",
    body: [paragraph("What the list is:"), page(place, place.slug)],
    because: `${oneLine(data.organization)} named this address as its contact alias`,
  };
}
