import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { answerCriterion, inSentence } from "@/lib/member/matter";
import { campaignPage, criterionTopic, ratherKnow } from "./campaign-parts";
import { type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { standsFor } from "./recheck-parts";

export function criterionAnnounced(data: LetterData["criterion-announced"], place: LetterPlace): LetterText {
  return {
    topic: criterionTopic(data),
    lede: `Your move by ${weekdayDate(data.since)}: ${inSentence(answerCriterion(oneLine(data.title), { accepts: false }))}. Show before that day that ${oneLine(data.organization)} meets it.`,
    otherwise: "The criterion counts from that day on. For members that have not shown it by then, a removal is proposed to the committee.",
    body: [
      paragraph(data.what.replace(/\s+/g, " ")),
      paragraph("Answer here, as often as you like until that day:"),
      campaignPage(place, data),
      ratherKnow,
    ],
    because: standsFor(data),
  };
}
