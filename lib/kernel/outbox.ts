import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** The tasks of the worker and what each is given: ids only, so that nothing secret lies in a job. */
export type Tasks = {
  "deliver-letter": { letterId: string };
  "release-decision": { decisionId: string };
  "close-vote": { roundId: string };
  "route-application": { applicationId: string };
  "end-draft": { applicationId: string };
  "remind-draft": { applicationId: string };
  "remind-information": { requestId: string };
  "write-digest": { list: string; personId: string; day: string };
  "tell-overdue": { applicationId: string; day: string };
};

export type TaskName = keyof Tasks;

/** A job to be done after the commit, at once or not before `runAt`; an urgent one before all others that wait. */
export type Job = {
  [T in TaskName]: { readonly task: T; readonly payload: Tasks[T]; readonly runAt?: Date; readonly urgent?: boolean };
}[TaskName];

/**
 * Adds jobs to the queue inside the caller's transaction: they exist if and only if it commits.
 * No job keys: a key that meets a locked job does not dedupe (graphile-worker 0.17), so every task is idempotent by its own row.
 */
export async function enqueue(tx: Transaction, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    await tx.execute(
      sql`select graphile_worker.add_job(identifier => ${job.task}, payload => ${JSON.stringify(job.payload)}::json, run_at => ${job.runAt?.toISOString() ?? null}::timestamptz, max_attempts => ${maxAttempts(job.task)}, priority => ${job.urgent ? -10 : 0})`,
    );
  }
}

/**
 * Letters stop after 12 attempts: the provider forgets an idempotency key after 24 hours, and the queue's back-off
 * reaches 21.9 hours at the twelfth.
 */
function maxAttempts(task: TaskName): number {
  return task === "deliver-letter" ? 12 : 25;
}
