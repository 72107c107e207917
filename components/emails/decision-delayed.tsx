import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, page, paragraph } from "./email-text";
import { committeeWrites } from "./reasons";

export function decisionDelayed(data: EmailData["decision-delayed"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede:
      data.newDueOn === null
        ? `With the committee: we did not decide by ${weekdayDate(data.dueOn)}, and cannot name a new day yet.`
        : `With the committee: we decide on your application by ${weekdayDate(data.newDueOn)}, not by ${weekdayDate(data.dueOn)}.`,
    otherwise: "No action needed for you. Being late never counts against your application.",
    body: [
      ...committeeWrites(data.reason),
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
    ],
    because: "you sent this application",
  };
}
