import type { EmailData } from "@/lib/email/data";
import { applicationTopic, type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

/** To reviewers: carries no answer and no contact. */
export function informationProvided(data: EmailData["information-provided"], place: EmailPlace): EmailText {
  const criterion = `"${oneLine(data.criterionTitle)}"`;
  const answer = page(place, "committee", place.slug, "applications", data.reference, ...(data.criterion ? [data.criterion] : []));
  if (data.unchanged)
    return {
      topic: applicationTopic(data),
      lede: `${oneLine(data.organization)} answered our question on ${criterion}: the answer stays as it was.`,
      otherwise: "The question is closed. Findings on the answer stay valid.",
      body: [paragraph("The answer:"), answer],
      because: "you review this application",
    };
  return {
    topic: applicationTopic(data),
    lede: `Action needed: read the new answer of ${oneLine(data.organization)} on ${criterion}.`,
    otherwise: "The question is closed. Findings on the earlier answer are out of date until you look at them.",
    body: [paragraph("The answer, with the change marked:"), answer],
    because: "you review this application",
  };
}
