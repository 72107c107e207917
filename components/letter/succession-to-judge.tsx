import { deadline } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions, inSentence } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { successionTopic } from "./membership-parts";

export function successionToJudge(data: LetterData["succession-to-judge"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: successionTopic(data),
    lede: `Your move: ${inSentence(actions.agreeSuccession)}. ${oneLine(data.person)} asks to take over for ${organization}.`,
    otherwise: `Nothing changes until two of you agree and the waiting time is over, on ${deadline(new Date(data.waitsUntil))}. One objection ends it.`,
    body: [
      paragraph("The contact alias and the domain have been proved. See the proofs, and who was told:"),
      page(place, "committee", place.slug, "successions"),
    ],
    because: "you sit in the committee of this list",
  };
}
