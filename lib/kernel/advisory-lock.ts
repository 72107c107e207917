import { sql } from "drizzle-orm";
import type { Work } from "./command";

/**
 * What only one command at a time may do for a list or another id. Each kind has its own number, so that kinds do not wait for each other. The first number of the series,
 * 7263001, is used by the audit trail's trigger in the database.
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
 * Waits for the lock and holds it until the transaction ends: of two commands, the second sees what the first
 * has done. Acquired after row locks (organization, application, member, alias) and before the trail's lock.
 */
export async function takeAdvisoryLock(work: Pick<Work, "tx">, turn: keyof typeof advisoryLocks, list: string): Promise<void> {
  await work.tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks[turn]}::int, hashtext(${list}))`);
}
