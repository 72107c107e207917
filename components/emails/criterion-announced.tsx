import type { EmailData } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { answerCriterion, inSentence } from "@/lib/member/open-task";
import { type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { standsFor } from "./recheck-parts";
import { criterionTopic, ratherKnow, ruleChangePage } from "./rule-change-parts";

export function criterionAnnounced(data: EmailData["criterion-announced"], place: EmailPlace): EmailText {
  return {
    topic: criterionTopic(data),
    lede: `Action needed by ${weekdayDate(data.since)}: ${inSentence(answerCriterion(oneLine(data.title), { accepts: false }))}. Show before that day that ${oneLine(data.organization)} meets it.`,
    otherwise: "The criterion counts from that day on. For members that have not shown it by then, a removal is proposed to the committee.",
    body: [
      paragraph(data.what.replace(/\s+/g, " ")),
      paragraph("Answer here, as often as you like until that day:"),
      ruleChangePage(place, data),
      ratherKnow,
    ],
    because: standsFor(data),
  };
}
