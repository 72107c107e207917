import type { EmailData } from "@/lib/email/data";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function applicationWithdrawn(data: EmailData["application-withdrawn"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `No action needed. The application of ${oneLine(data.organization)} was withdrawn.`,
    otherwise: "We do not decide on it any more. The organization can apply again at any time.",
    body: [paragraph("The application, as it was:"), page(place, "applications", data.reference)],
    because: "you took part in this application",
  };
}
