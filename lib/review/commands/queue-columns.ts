import { sql } from "drizzle-orm";
import type { LockedApplication } from "@/lib/application/commands/lock";

/**
 * The queue columns of an application, as copied to assignments and votes. Its due date is read when the row is written, because the same
 * transaction may have changed it; from then on the database updates the copy.
 */
export function queueColumns({ id, list }: Pick<LockedApplication, "id" | "list">) {
  return { applicationId: id, list, decisionDueOn: sql<string>`(select q.decision_due_on from application q where q.id = ${id})` };
}
