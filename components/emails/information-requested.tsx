import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";

export function informationRequested(data: EmailData["information-requested"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Answer our question on "${oneLine(data.criterionTitle)}" by ${weekdayDate(data.dueOn)}.`,
    otherwise:
      "Until you answer, the time for our decision stands still. Without an answer the committee looks at the application again; nothing is declined by itself.",
    body: [
      paragraph("Answer here; only this section can be changed:"),
      page(place, "applications", data.reference, data.criterion),
      paragraph("The committee asks:"),
      quote(data.question),
    ],
    because: "you work on this application",
  };
}
