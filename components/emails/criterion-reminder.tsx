import type { EmailData } from "@/lib/email/data";
import { type Day, weekdayDate } from "@/lib/kernel/calendar";
import { answerCriterion, inSentence } from "@/lib/member/open-task";
import { type Block, type EmailPlace, type EmailText, oneLine, paragraph } from "./email-text";
import { standsFor } from "./recheck-parts";
import { comesLate, criterionTopic, followsWithout, ratherKnow, ruleChangePage } from "./rule-change-parts";

type Data = EmailData["criterion-reminder"];

/** At half time and in the last days before a criterion counts; and afterwards to a member that no earlier email has reached. */
export function criterionReminder(data: Data, place: EmailPlace): EmailText {
  return {
    topic: criterionTopic(data),
    lede: ledeOf(data),
    otherwise: followsWithout,
    body: [
      ...comesLate(data),
      paragraph(data.what.replace(/\s+/g, " ")),
      paragraph(data.saidNo ? "Something has changed since? Answer anew:" : "Answer here:"),
      ruleChangePage(place, data),
      outOf(data),
    ],
    because: standsFor(data),
  };
}

function ledeOf({ kind, organization, title, since, showBy, saidNo }: Data): string {
  const who = oneLine(organization);
  const move = (day: Day) => `Action needed by ${weekdayDate(day)}: ${inSentence(answerCriterion(oneLine(title), { accepts: false }))}.`;
  if (kind === "late") return `${move(showBy)} Show that ${who} meets it.`;
  if (saidNo) return `${move(since)} You said that ${who} does not meet it. Show before that day that it does.`;
  return `${move(since)} Show before that day that ${who} meets it.`;
}

function outOf({ saidNo }: Data): Block {
  return saidNo
    ? paragraph("You still cannot meet it? Reply to this email: the committee would rather speak with you before that day.")
    : ratherKnow;
}
