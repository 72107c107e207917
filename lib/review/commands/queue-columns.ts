import { sql } from "drizzle-orm";
import type { LockedApplication } from "@/lib/application/commands/lock";

/**
 * An application's place in the queue, as assignments and votes carry it. Its due day is read when it is written, since the same
 * transaction may have moved it; from then on the database moves the copy.
 */
export function queueColumns({ id, list }: Pick<LockedApplication, "id" | "list">) {
  return { applicationId: id, list, decisionDueOn: sql<string>`(select q.decision_due_on from application q where q.id = ${id})` };
}
