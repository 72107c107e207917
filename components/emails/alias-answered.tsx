import { whyReviewed } from "@/lib/alias/rules";
import type { EmailData } from "@/lib/email/data";
import { moment } from "@/lib/kernel/calendar";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function aliasAnswered(data: EmailData["alias-answered"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `No action needed. People read this address: ${oneLine(data.address)}.`,
    otherwise: `${oneLine(data.answeredBy)} answered our email there on ${moment(new Date(data.answeredAt))}.${data.byHand ? ` ${whyReviewed} The committee looks at it before it accepts.` : ""}`,
    body: [
      paragraph("The application, and where it stands:"),
      page(place, "applications", data.reference),
      paragraph("If you do not know who answered, tell us. Another address for the contact alias ends this answer."),
    ],
    because: "you work on this application",
  };
}
