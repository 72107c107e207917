import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

/** To a reviewer: carries no answer and no contact. */
export function reviewAssigned(data: EmailData["review-assigned"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Action needed: record your findings on ${oneLine(data.organization)}. The decision is due by ${weekdayDate(data.dueOn)}.`,
    otherwise: "If you have a conflict of interest, or no time, recuse yourself on the page. The application then goes to somebody else.",
    body: [paragraph("The application:"), page(place, "committee", place.slug, "applications", data.reference)],
    because: "you review applications to this list",
  };
}
