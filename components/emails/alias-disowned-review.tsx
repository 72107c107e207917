import type { EmailData } from "@/lib/email/data";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

/** To reviewers: carries no answer and no contact. */
export function aliasDisownedReview(data: EmailData["alias-disowned-review"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: `Action needed: ask ${oneLine(data.organization)} for another contact alias. The mailbox answered that the address is not theirs.`,
    otherwise:
      "The application cannot be accepted with this address, and the applicant can only change it when you ask. Nothing is declined by itself.",
    body: [
      paragraph("The answer, with a button that asks for another address:"),
      page(place, "committee", place.slug, "applications", data.reference, data.criterion),
    ],
    because: "you review this application, or nobody does and you are on the committee of this list",
  };
}
