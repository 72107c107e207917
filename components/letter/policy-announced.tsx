import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";
import { standsFor } from "./recheck-parts";

export function policyAnnounced(data: LetterData["policy-announced"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: `${organization}: embargo policy, version ${data.version}`,
    lede: `Accept the new version of the embargo policy for ${organization} before ${weekdayDate(data.since)}.`,
    otherwise: "It holds from that day on. For members that have not accepted it by then, a removal is proposed to the committee.",
    body: [
      paragraph("The whole text, a summary of it, and the place to accept it. The primary representative can:"),
      page(place, "membership", place.slug, "criteria", data.memberId),
    ],
    because: standsFor(data),
  };
}
