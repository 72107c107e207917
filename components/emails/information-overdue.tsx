import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function informationOverdue(data: EmailData["information-overdue"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Action needed: ${oneLine(data.organization)} did not answer on "${oneLine(data.criterionTitle)}" by ${weekdayDate(data.dueOn)}.`,
    otherwise: "The deadline is paused until somebody goes on without the answer. Nothing is declined by itself.",
    body: [paragraph("Go on, or ask again:"), page(place, "committee", place.slug, "applications", data.reference)],
    because: "you review this application",
  };
}
