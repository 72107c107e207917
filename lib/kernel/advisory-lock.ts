import { sql } from "drizzle-orm";
import type { Work } from "./command";

/**
 * What one story at a time does on a list, or on what another id names. Each kind has a number of its own, so that none waits for another; the first of the row,
 * 7263001, is the audit trail's, in the database itself.
 */
const advisoryLocks = {
  roles: 7263002,
  routing: 7263003,
  roster: 7263004,
  removals: 7263005,
  accessRecoveries: 7263006,
  codes: 7263007,
  conflicts: 7263008,
} as const;

/**
 * Waits until no other story has this turn on the list, and keeps it until the end of its own: of two, the second sees what the first
 * has done. Taken after the locks on rows (organization, application, member, alias) and before the trail.
 */
export async function takeAdvisoryLock(work: Pick<Work, "tx">, turn: keyof typeof advisoryLocks, list: string): Promise<void> {
  await work.tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks[turn]}::int, hashtext(${list}))`);
}
