import type { EmailData } from "@/lib/email/data";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function reviewUnroutable(data: EmailData["review-unroutable"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Action needed: find reviewers for ${oneLine(data.organization)} today.`,
    otherwise: "No reviewer is assigned until you do, and the time for the decision runs.",
    body: [
      paragraph(`Why: ${oneLine(data.why)}`),
      paragraph("Choose by hand:"),
      page(place, "committee", place.slug, "applications", data.reference),
    ],
    because: "you chair the committee of this list",
  };
}
