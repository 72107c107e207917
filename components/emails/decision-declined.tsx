import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, page, paragraph } from "./email-text";
import { committeeWrites, countOfMet, reasonBlocks } from "./reasons";

export function decisionDeclined(data: EmailData["decision-declined"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: "Your application was declined. You can apply again at any time.",
    otherwise: countOfMet(data.reasons),
    body: [
      ...reasonBlocks(data.reasons.filter(({ verdict }) => verdict === "not-met" || verdict === "cannot-tell")),
      ...committeeWrites(data.opening, data.closing),
      paragraph(
        `If you think we misread something, reply to this email by ${weekdayDate(data.appealBy)}. Someone who did not vote will read it.`,
      ),
      paragraph("The criteria met, and the whole application:"),
      page(place, "applications", data.reference),
    ],
    because: "you sent this application",
  };
}
