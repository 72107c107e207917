import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, page, paragraph } from "./email-text";
import { committeeWrites } from "./reasons";

export function decisionDelayed(data: EmailData["decision-delayed"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede:
      data.newDueOn === null
        ? `Our move: we did not decide by ${weekdayDate(data.dueOn)}, and cannot name a new day yet.`
        : `Our move: we decide on your application by ${weekdayDate(data.newDueOn)}, not by ${weekdayDate(data.dueOn)}.`,
    otherwise: "Nothing to do for you. Being late never counts against your application.",
    body: [
      ...committeeWrites(data.reason),
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
    ],
    because: "you sent this application",
  };
}
