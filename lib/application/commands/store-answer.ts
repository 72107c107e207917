import { and, eq, sql } from "drizzle-orm";
import { answer, answerConflict, answerRevision, application as applicationTable } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { type Answer, readAnswer } from "@/lib/list/answer";
import type { Criterion } from "@/lib/list/definition";
import type { Draft, Reading } from "@/lib/list/kind";
import { listOf } from "@/lib/organization/commands/list-of";
import { followAcceptance } from "./follow-acceptance";
import { followAlias } from "./follow-alias";
import type { LockedApplication } from "./lock";
import { storedAnswers } from "./stored-answers";
import { loadValidationContext } from "./validation-context";

export type Typed = { readonly draft: Draft; readonly finished: boolean };

/**
 * Stores what a person typed for a criterion, right or wrong, and lets what depends on it follow. A text that the committee
 * could have seen is kept as a revision first. The person's own unsettled text on it, if there was one, is settled by this.
 */
export async function storeAnswer(
  work: Work,
  application: LockedApplication,
  criterion: Criterion,
  { draft, finished }: Typed,
): Promise<Reading<Answer>> {
  if (!isPerson(work.actor)) throw notAllowed();
  const { personId } = work.actor;
  if (application.submittedAt !== null) await keepRevision(work, application.id, criterion.key);

  const values = { draft: { ...draft }, finished, origin: null, editedBy: personId, editedAt: work.now };
  await work.tx
    .insert(answer)
    .values({ applicationId: application.id, criterion: criterion.key, ...values })
    .onConflictDoUpdate({ target: [answer.applicationId, answer.criterion], set: { ...values, version: sql`${answer.version} + 1` } });
  await work.tx
    .delete(answerConflict)
    .where(
      and(
        eq(answerConflict.applicationId, application.id),
        eq(answerConflict.criterion, criterion.key),
        eq(answerConflict.personId, personId),
      ),
    );
  await touch(work, application.id);

  const reading = await readDraft(work, application, criterion, draft);
  if (criterion.kind === "contact-alias") await followAlias(work, application, draft, reading);
  if (criterion.kind === "policy-acceptance") await followAcceptance(work, application, reading);
  return reading;
}

/** A draft validated with today's facts: after the application was sent, a missing reason is still required. */
export async function readDraft(work: Work, { id, list }: LockedApplication, criterion: Criterion, draft: Draft): Promise<Reading<Answer>> {
  const stored = (await storedAnswers(work.tx, id)).map((each) => (each.criterion === criterion.key ? { ...each, draft } : each));
  const typed = stored.some((each) => each.criterion === criterion.key) ? stored : [...stored, { criterion: criterion.key, draft }];
  const around = await loadValidationContext(work.tx, { list: listOf(list), applicationId: id, stored: typed, day: work.today });
  return readAnswer(criterion, draft, { ...around, asksReasons: true });
}

/** Counts the application's version up, so that a page rendered before this change is known to be old. */
export async function touch(work: Work, applicationId: string): Promise<void> {
  await work.tx
    .update(applicationTable)
    .set({ version: sql`${applicationTable.version} + 1` })
    .where(eq(applicationTable.id, applicationId));
}

/** The text that the committee could read last; edits after that replace nothing until they are sent. */
async function keepRevision(work: Work, applicationId: string, criterion: string): Promise<void> {
  const [current] = await work.tx
    .select()
    .from(answer)
    .where(and(eq(answer.applicationId, applicationId), eq(answer.criterion, criterion)));
  if (current === undefined) return;
  const { version, draft, editedBy, editedAt } = current;
  await work.tx.insert(answerRevision).values({ applicationId, criterion, version, draft, editedBy, editedAt }).onConflictDoNothing();
}
