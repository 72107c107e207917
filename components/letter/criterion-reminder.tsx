import { type Day, weekdayDate } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { answerCriterion, inSentence } from "@/lib/member/matter";
import { campaignPage, comesLate, criterionTopic, followsWithout, ratherKnow } from "./campaign-parts";
import { type Block, type LetterPlace, type LetterText, oneLine, paragraph } from "./letter-text";
import { standsFor } from "./recheck-parts";

type Data = LetterData["criterion-reminder"];

/** At half time and in the last days before a criterion counts; and afterwards to a member that no earlier letter has reached. */
export function criterionReminder(data: Data, place: LetterPlace): LetterText {
  return {
    topic: criterionTopic(data),
    lede: ledeOf(data),
    otherwise: followsWithout,
    body: [
      ...comesLate(data),
      paragraph(data.what.replace(/\s+/g, " ")),
      paragraph(data.saidNo ? "Something has changed since? Answer anew:" : "Answer here:"),
      campaignPage(place, data),
      outOf(data),
    ],
    because: standsFor(data),
  };
}

function ledeOf({ kind, organization, title, since, showBy, saidNo }: Data): string {
  const who = oneLine(organization);
  const move = (day: Day) => `Your move by ${weekdayDate(day)}: ${inSentence(answerCriterion(oneLine(title), { accepts: false }))}.`;
  if (kind === "late") return `${move(showBy)} Show that ${who} meets it.`;
  if (saidNo) return `${move(since)} You said that ${who} does not meet it. Show before that day that it does.`;
  return `${move(since)} Show before that day that ${who} meets it.`;
}

function outOf({ saidNo }: Data): Block {
  return saidNo
    ? paragraph("You still cannot meet it? Reply to this letter: the committee would rather speak with you before that day.")
    : ratherKnow;
}
