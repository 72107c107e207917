import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { recheckAnswer, recheckQuestion, type SentAnswer } from "@/db/schema";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { criterionByKey } from "@/lib/list/lookup";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee, writeToMember } from "@/lib/member/commands/write-to";
import { aboutRecheck } from "./emails";
import type { LockedRecheckContext } from "./lock";

export type RecheckQuestion = typeof recheckQuestion.$inferSelect;

const isOpen = and(isNull(recheckQuestion.answeredAt), isNull(recheckQuestion.closedAt));

/** What was asked back in a re-check, the oldest first. */
export async function questionsOf(db: Database | Transaction, recheckId: string): Promise<readonly RecheckQuestion[]> {
  return db
    .select()
    .from(recheckQuestion)
    .where(eq(recheckQuestion.recheckId, recheckId))
    .orderBy(asc(recheckQuestion.askedAt), asc(recheckQuestion.id));
}

/** Those that are neither answered nor closed. */
export async function openQuestionsOf(work: Work, recheckId: string): Promise<readonly RecheckQuestion[]> {
  return work.tx
    .select()
    .from(recheckQuestion)
    .where(and(eq(recheckQuestion.recheckId, recheckId), isOpen));
}

/** With its re-check every open question ends; nobody withdrew it. The answers are again those that were sent. */
export async function closeQuestions(work: Work, recheckId: string): Promise<void> {
  for (const question of await openQuestionsOf(work, recheckId)) await closeQuestion(work, question, null);
}

/** Ends a question without an answer. What was typed while it was open was never sent, so the answer is again the one that was. */
export async function closeQuestion(work: Work, question: RecheckQuestion, closedBy: string | null): Promise<void> {
  const { id, recheckId, criterion, answerVersion, sent } = question;
  await work.tx.update(recheckQuestion).set({ closedAt: work.now, closedBy }).where(eq(recheckQuestion.id, id));
  const typedSince = and(
    eq(recheckAnswer.recheckId, recheckId),
    eq(recheckAnswer.criterion, criterion),
    gt(recheckAnswer.version, answerVersion),
  );
  if (sent !== null)
    await work.tx
      .update(recheckAnswer)
      .set({ ...sent, saidAt: new Date(sent.saidAt), version: sql`${recheckAnswer.version} + 1` })
      .where(typedSince);
  else if (answerVersion === 0) await work.tx.delete(recheckAnswer).where(typedSince);
}

/** An answer as a question keeps it, beside what is typed while it is open. */
export function sentAnswerOf({ says, draft, words, saidAt, saidBy }: typeof recheckAnswer.$inferSelect): SentAnswer {
  return { says, draft, words, saidBy, saidAt: saidAt.toISOString() };
}

/** What this day asks of the open questions: one reminder before the last day, and after it the committee is told, once each. Returns how many are open. */
export async function stepQuestions(work: Work, locked: LockedRecheckContext): Promise<number> {
  const { list, recheck, member } = locked;
  const open = await openQuestionsOf(work, recheck.id);
  for (const { id, criterion, question, dueOn, remindedAt, overdueAt } of open) {
    const names = {
      organization: member.name,
      reference: recheck.reference,
      criterionTitle: criterionByKey(list, criterion)?.title ?? criterion,
    };
    if (dueOn < work.today && overdueAt === null) {
      await work.tx.update(recheckQuestion).set({ overdueAt: work.now }).where(eq(recheckQuestion.id, id));
      await writeToCommittee(work, locked, aboutRecheck(recheck), "recheck-question-back", {
        ...names,
        is: "overdue",
        on: dueOn,
        nextAction: await actionNow(work, { member, list, reader: "committee", kinds: ["recheck"] }),
      });
      work.audit("recheck.question_overdue", aboutRecheck(recheck), { criterion });
    } else if (dueOn >= work.today && remindedAt === null && remindOn(dueOn, list.decision.remindAnswerBeforeDays) <= work.today) {
      await work.tx
        .update(recheckQuestion)
        .set({ remindedAt: sql`${work.now.toISOString()}::timestamptz` })
        .where(eq(recheckQuestion.id, id));
      await writeToMember(work, member, aboutRecheck(recheck), "recheck-question", { ...names, question, dueOn, reminder: true });
      work.audit("recheck.question_reminded", aboutRecheck(recheck), { criterion });
    }
  }
  return open.length;
}

/** The day of the one reminder: the last of the list's days before the last day for the answer. */
function remindOn(dueOn: Day, beforeDays: readonly number[]): Day {
  return addDays(dueOn, -Math.min(...beforeDays));
}
