import type { EmailData } from "@/lib/email/data";
import { applicationTopic, type EmailPlace, type EmailText, page, paragraph } from "./email-text";

export function applicationDraftEnded(data: EmailData["application-draft-ended"], place: EmailPlace): EmailText {
  return {
    topic: applicationTopic(data),
    lede: "No action needed. Your draft was not sent in time and has ended.",
    otherwise: "Its answers are erased. You can apply again at any time.",
    body: [paragraph("What the list asks, and where to apply:"), page(place, place.slug)],
    because: "you worked on this application",
  };
}
