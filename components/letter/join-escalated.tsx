import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { actions, inSentence } from "@/lib/member/matter";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { peopleTopic } from "./membership-parts";

export function joinEscalated(data: LetterData["join-escalated"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: peopleTopic(data.organization),
    lede: `Your move: ${inSentence(actions.answerJoin)}. Somebody has asked since ${weekdayDate(data.askedOn)} to act for ${organization}, and its representatives are silent.`,
    otherwise: "Nothing changes until two of you agree, or one declines. The request stays open.",
    body: [paragraph("The request:"), page(place, "committee", place.slug, "join-requests")],
    because: "you sit in the committee of this list",
  };
}
