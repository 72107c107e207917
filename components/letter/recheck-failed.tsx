import { longDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { moveSentence } from "./move";
import { recheckPage, recheckTopic, standsFor } from "./recheck-parts";
import { groundBlocks } from "./removal-parts";

/** To the member: the committee found that a criterion is not met, and no removal is proposed for it yet. */
export function recheckFailed(data: LetterData["recheck-failed"], place: LetterPlace): LetterText {
  return {
    topic: recheckTopic(data),
    lede: `${data.move === undefined ? "" : `${moveSentence(data.move, "member")} `}The committee decided the re-check of ${oneLine(data.organization)} on ${longDate(data.decidedOn)}: not every criterion is met.`,
    otherwise: "The committee can propose to remove the organization for this. We write to you before that goes on.",
    body: [paragraph("What was found:"), ...groundBlocks(data.grounds), paragraph("The re-check:"), recheckPage(place, data)],
    because: standsFor(data),
  };
}
