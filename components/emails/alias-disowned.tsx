import type { EmailData } from "@/lib/email/data";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

/** To the applicant: only before the application is sent can the address be changed without a question from the committee. */
export function aliasDisowned(data: EmailData["alias-disowned"], place: EmailPlace): EmailText {
  const answered = `The mailbox ${oneLine(data.address)} answered that the address is not theirs.`;
  const topic = applicationTopic(data);
  const because = "you work on this application";
  switch (data.stage) {
    case "draft":
      return {
        topic,
        lede: `Action needed: enter another address. ${answered}`,
        otherwise: "No more emails go there. Without an address at which a person answers, the application cannot be accepted.",
        body: [paragraph("Enter another address here:"), page(place, "applications", data.reference, data.criterion)],
        because,
      };
    case "sent":
      return {
        topic,
        lede: `Action needed: reply with the right address. ${answered}`,
        otherwise:
          "No more emails go there, and an answer from there no longer counts. Without an address at which a person answers, the application cannot be accepted.",
        body: [
          paragraph(
            "Reply to this email with the address that your team reads. The reviewers are told too: the committee can ask about this criterion, and then its page opens for you to enter the new address.",
          ),
          paragraph("The application:"),
          page(place, "applications", data.reference),
        ],
        because,
      };
    case "decided":
      return {
        topic,
        lede: `No action needed for the application: it is decided. ${answered}`,
        otherwise: "If this address is the contact alias of a member, the committee and those who act for the member are told too.",
        body: [paragraph("The application:"), page(place, "applications", data.reference)],
        because,
      };
  }
}
