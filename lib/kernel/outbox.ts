import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { preparedStatement } from "@/db/prepared-statement";
import type { emailMessage } from "@/db/schema";

/** The tasks of the worker and what each is given: ids only, so that nothing secret lies in a job. */
export type Tasks = {
  "deliver-email": { emailId: string };
  "release-decision": { decisionId: string };
  "close-vote": { roundId: string };
  "route-application": { applicationId: string };
  "end-draft": { applicationId: string };
  "remind-draft": { applicationId: string };
  "remind-information": { requestId: string };
  "write-digest": { list: string; personId: string; day: string };
  "follow-alias-answer": { checkId: string };
  "move-alias-change": { changeId: string };
  "expire-alias-change": { changeId: string };
  "remind-alias-change": { changeId: string };
  "close-membership": { memberId: string };
  "escalate-join-request": { requestId: string };
  "begin-access-recovery": { accessRecoveryId: string; at: string };
  "check-access-recovery-domain": { accessRecoveryId: string };
  "complete-access-recovery": { accessRecoveryId: string };
  "carry-out-leaving": { memberId: string };
  "carry-out-removal": { removalId: string; day: string };
  "review-removal": { removalId: string };
  "end-pause": { pauseId: string };
  "watch-roster": { list: string };
  "watch-people": { list: string };
  "tell-overdue": { applicationId: string; day: string };
  "check-evidence": {
    memberId?: string | undefined;
    applicationId?: string | undefined;
    /** One of the checks of lib/evidence/checks.ts. */
    name: string;
    because: "application" | "schedule" | "recheck" | "button";
  };
  "check-members": { list: string; memberIds: readonly string[] };
  "check-correlated-failures": { checkId: string };
  "apply-provider-events": { emailId: string };
  "ask-provider": { emailId: string };
  "tell-unknown-events": { list: string; day: string };
  "open-due-rechecks": { list: string; day: string; after?: { on: string; id: string } };
  "test-alias-response": { recheckId: string };
  "step-recheck": { recheckId: string; day: string };
  "tell-rule-change": { list: string; criterion: string; version: string };
  "remind-rule-change": { list: string; criterion: string; version: string };
  "close-rule-changes": { memberId: string; day: string };
};

export type TaskName = keyof Tasks;

/** A job to be done after the commit, at once or not before `runAt`; an urgent one before all others that wait. */
export type Job = {
  [T in TaskName]: { readonly task: T; readonly payload: Tasks[T]; readonly runAt?: Date; readonly urgent?: boolean };
}[TaskName];

/** An email as it is written: what it is about, to whom, and what its template needs. */
export type NewEmail = Pick<
  typeof emailMessage.$inferInsert,
  "kind" | "list" | "subjectKind" | "subjectId" | "thread" | "recipient" | "data"
> & {
  readonly id: string;
};

/**
 * Writes emails inside the caller's transaction, to be rendered and sent by the worker. One statement of one text, however many they
 * are: a thousand emails are one value.
 */
export async function writeEmails(tx: Transaction, emails: readonly NewEmail[], now: Date): Promise<void> {
  if (emails.length === 0) return;
  const rows = emails.map(({ subjectKind, subjectId, ...each }) => ({ ...each, subject_kind: subjectKind, subject_id: subjectId }));
  await preparedStatement(
    tx,
    sql`insert into email (id, kind, list, subject_kind, subject_id, thread, recipient, data, created_at)
      select id, kind, list, subject_kind, subject_id, thread, recipient, data, ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::json)
        l (id uuid, kind text, list text, subject_kind text, subject_id uuid, thread text, recipient text, data jsonb)`,
  );
}

/**
 * Adds jobs to the queue inside the caller's transaction, in one statement: they exist if and only if it commits.
 * No job keys: a key that meets a locked job does not dedupe (graphile-worker 0.17), so every task is idempotent by its own row.
 */
export async function enqueue(tx: Transaction, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  const specs = jobs.map(({ task, payload, runAt, urgent }) => ({
    identifier: task,
    payload,
    run_at: runAt?.toISOString() ?? null,
    max_attempts: maxAttempts(task),
    priority: urgent ? -10 : task === "ask-provider" ? 10 : 0, // emails go before hundreds of status queries
  }));
  await preparedStatement(
    tx,
    sql`select count(*) from graphile_worker.add_jobs(array(select s from json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json) s))`,
  );
}

/**
 * Emails stop after 12 attempts: the provider forgets an idempotency key after 24 hours, and the queue's back-off
 * reaches 21.9 hours at the twelfth.
 */
function maxAttempts(task: TaskName): number {
  return task === "deliver-email" ? 12 : 25;
}
