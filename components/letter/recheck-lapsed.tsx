import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { onCommittee, recheckForCommittee, recheckTopic } from "./recheck-parts";

/** To the committee: grace is over. */
export function recheckLapsed(data: LetterData["recheck-lapsed"], place: LetterPlace): LetterText {
  const organization = oneLine(data.organization);
  return {
    topic: recheckTopic(data),
    lede: `${moveSentence(data.move, "committee")} ${organization} did not answer its re-check, due on ${weekdayDate(data.dueOn)}, and grace is over.`,
    otherwise: `${data.waits ? "Another removal is open. When it ends, a removal for this is proposed." : "A removal is proposed."} It needs two people of the committee; without them ${organization} stays. A late answer still counts.`,
    body: [paragraph("Which letters arrived, and who was spoken with:"), recheckForCommittee(place, data)],
    because: onCommittee,
  };
}
