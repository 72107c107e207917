import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { removalTopic } from "./removal-parts";

/** To the member: the committee has answered its evidence, and the removal goes on for the reasons that are left. */
export function removalEvidenceAnswered(data: EmailData["removal-evidence-answered"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const struck = data.outcome === "struck";
  return {
    topic: removalTopic(data),
    lede: `${actionSentence(data.move, "member")} The committee answered the evidence of ${organization} on ${longDate(data.answeredOn)}: ${struck ? "the reason was withdrawn" : "the reason stays"}.`,
    otherwise: struck ? "The removal goes on for the other reasons." : "The removal goes on. You can send more evidence on the page below.",
    body: [paragraph("The answer:"), quote(data.answer), paragraph("The removal:"), page(place, "membership", place.slug, "removal")],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
