import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, page, paragraph } from "./email-text";

export function applicationDraftEnding(data: EmailData["application-draft-ending"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Send your application by ${weekdayDate(data.draftEndsOn)}.`,
    otherwise: "After that day the draft ends and its answers are erased.",
    body: [paragraph("Your application is not sent yet. Continue where you were:"), page(place, "applications", data.reference)],
    because: "you work on this application",
  };
}
