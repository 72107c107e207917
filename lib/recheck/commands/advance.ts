import { and, eq, inArray, sql } from "drizzle-orm";
import { recheck } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { recheckLifecycle } from "../lifecycle";
import type { LockedRecheck } from "./lock";

export type RecheckEvent = keyof typeof recheckLifecycle;
type Facts = Partial<Omit<typeof recheck.$inferInsert, "id" | "status" | "version" | "reference" | "list" | "memberId">>;

/**
 * The only code that changes a re-check: the only UPDATE of its status. Stores the facts that come with the step and counts the version
 * up. Refuses a step that the table does not allow. Returns the re-check as it is now.
 */
export async function advance(work: Work, { id, status }: LockedRecheck, event: RecheckEvent, facts: Facts = {}): Promise<LockedRecheck> {
  const to = nextStatus(recheckLifecycle, event, { thing: "re-check", status });
  const [moved] = await work.tx
    .update(recheck)
    .set({ ...facts, status: to, version: sql`${recheck.version} + 1` })
    .where(and(eq(recheck.id, id), inArray(recheck.status, [...recheckLifecycle[event].from])))
    .returning();
  if (moved === undefined) throw new Error("The re-check was not updated");
  return moved;
}

/** Stores facts of a re-check that stays in its state. */
export async function updateFields(work: Work, { id }: Pick<LockedRecheck, "id">, facts: Facts): Promise<void> {
  await work.tx
    .update(recheck)
    .set({ ...facts, version: sql`${recheck.version} + 1` })
    .where(eq(recheck.id, id));
}
