import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { campaignPage, policyTopic } from "./campaign-parts";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { standsFor } from "./recheck-parts";

export function policyAnnounced(data: LetterData["policy-announced"], place: LetterPlace): LetterText {
  return {
    topic: policyTopic(data),
    lede: `Your move by ${weekdayDate(data.since)}: read and accept the new version of the embargo policy for ${oneLine(data.organization)}.`,
    otherwise: "It holds from that day on. For members that have not accepted it by then, a removal is proposed to the committee.",
    body: [
      paragraph("The whole text, a summary of it, and the place to accept it. The primary representative can:"),
      campaignPage(place, data),
    ],
    because: standsFor(data),
  };
}
