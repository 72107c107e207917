import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function decisionOverdue(data: EmailData["decision-overdue"], place: EmailPlace): EmailText {
  const late = `${data.daysLate} working ${data.daysLate === 1 ? "day" : "days"}`;
  return {
    topic: applicationTopic(data),
    lede: `Action needed: the decision on ${oneLine(data.organization)} was due by ${weekdayDate(data.dueOn)} and is ${late} late.`,
    otherwise: "The applicant sees that it is overdue. Nothing is decided by itself.",
    body: [paragraph("Decide, or tell the applicant when you will:"), page(place, "committee", place.slug, "applications", data.reference)],
    because: "you chair the committee of this list",
  };
}
