import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, item, oneLine, page, paragraph } from "./email-text";

export function applicationSaved(data: EmailData["application-saved"], place: EmailPlace): EmailText {
  const open = data.open.map((title) => item(oneLine(title)));
  return {
    topic: applicationTopic(data),
    lede: `Finish your application by ${weekdayDate(data.draftEndsOn)}.`,
    otherwise: "After that day the draft ends and its answers are erased.",
    body: [
      paragraph("Continue where you were:"),
      page(place, "applications", data.reference),
      ...(open.length === 0
        ? [paragraph("Every section is finished. Check your answers and send the application.")]
        : [paragraph("Still open:"), ...open]),
    ],
    because: "you asked for an email to come back to",
  };
}
