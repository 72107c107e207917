import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph, quote } from "./letter-text";
import { moveSentence } from "./move";
import { removalTopic } from "./removal-parts";

/** To the member: the committee has answered its evidence, and the removal goes on for the reasons that are left. */
export function removalEvidenceAnswered(data: LetterData["removal-evidence-answered"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const struck = data.outcome === "struck";
  return {
    topic: removalTopic(data),
    lede: `${moveSentence(data.move, "member")} The committee answered the evidence of ${organization} on ${longDate(data.answeredOn)}: ${struck ? "the ground was struck" : "the ground stands"}.`,
    otherwise: struck ? "The removal goes on for the other grounds." : "The removal goes on. You can send more evidence on the page below.",
    body: [paragraph("The answer:"), quote(data.answer), paragraph("The removal:"), page(place, "membership", place.slug, "removal")],
    because: `you stand for ${organization} on this list, or read its contact alias`,
  };
}
