import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { leavingTopic } from "./membership-parts";

export function leavingTakenBack(data: LetterData["leaving-taken-back"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  const toCommittee = data.reader === "committee";
  return {
    topic: leavingTopic(data.organization),
    lede: `Nothing to do. ${organization} stays on the ${oneLine(place.name)} list: ${oneLine(data.person)} took the leaving back.`,
    otherwise: "Everything is as it was before.",
    body: toCommittee
      ? [paragraph("The members of the list:"), page(place, "committee", place.slug, "members")]
      : [paragraph("The membership:"), page(place, "membership", place.slug)],
    because: toCommittee ? "you sit in the committee of this list" : `you act for ${organization}`,
  };
}
