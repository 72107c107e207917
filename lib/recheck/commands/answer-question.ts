import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { person, recheckQuestion } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { actionNow } from "@/lib/member/commands/action-now";
import { addressesOf, writeToCommittee } from "@/lib/member/commands/write-to";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { updateFields } from "./advance";
import { aboutRecheck } from "./emails";
import { lockRecheck } from "./lock";
import { loadRecheckAnswers } from "./recheck-answers";

const input = z.strictObject({
  recheckId: z.uuid(),
  questionId: z.uuid(),
  reply: manyLines(2000, { name: "Reply" }),
});

/**
 * A primary or a deputy answers what the committee asked back: with a reply, with a changed answer, or both; with neither it is
 * refused. The reviewers are told, and decide. Of two people who answer at once, one has answered.
 */
export const answerRecheckQuestion = command("answerRecheckQuestion", input, async (work, { recheckId, questionId, reply }) => {
  const locked = await lockRecheck(work, recheckId);
  const { recheck, member, list, actor } = locked;
  work.authorize(mayAnswerForMember(actor, member));
  if (!isPerson(actor)) throw notAllowed();
  const [asked] = await work.tx
    .select({ question: recheckQuestion, by: person.name, email: person.email })
    .from(recheckQuestion)
    .leftJoin(person, eq(person.id, recheckQuestion.answeredBy))
    .where(and(eq(recheckQuestion.id, questionId), eq(recheckQuestion.recheckId, recheckId)));
  if (asked === undefined) throw notAllowed();
  const { question, by, email } = asked;
  if (question.answeredBy === actor.personId && question.reply === reply) return work.nothingToDo(); // a second click
  refuseUnless(question.answeredAt === null, `${by ?? email ?? "A colleague"} has already answered this question.`, "conflict");
  refuseUnless(
    question.closedAt === null,
    "The committee is no longer waiting for this answer: the question was withdrawn, or the re-check is over.",
    "conflict",
  );

  const { aliases } = await addressesOf(work, member);
  const again = await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today, unsent: true });
  const about = again.find(({ criterion }) => criterion.key === question.criterion);
  const wrong = about?.problems ?? [];
  if (wrong.length > 0) throw new Refusal("The answer is not complete yet.", { kind: "input", problems: [...wrong] });
  const changed = (about?.response?.version ?? 0) > question.answerVersion;
  const nothing = "Enter a reply, or change the answer first";
  if (reply === "" && !changed) throw new Refusal(nothing, { kind: "input", problems: [{ field: "reply", message: nothing }] });

  await work.tx
    .update(recheckQuestion)
    .set({ answeredAt: work.now, answeredBy: actor.personId, reply })
    .where(eq(recheckQuestion.id, questionId));
  await updateFields(work, recheck, { nextCheckOn: addDays(work.today, 1) });
  await writeToCommittee(work, locked, aboutRecheck(recheck), "recheck-question-back", {
    organization: member.name,
    reference: recheck.reference,
    criterionTitle: about?.criterion.title ?? question.criterion,
    is: "answered",
    on: work.today,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: ["recheck"] }),
  });
  work.audit("recheck.question_answered", aboutRecheck(recheck), { criterion: question.criterion });
});
