import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { evidenceCheck, evidenceWatch } from "@/db/schema";
import { addDays } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { checkTitles } from "../checks";
import { outageSafeguardTrips } from "../rules";
import { raiseAlert } from "./raise-alert";

type CheckRow = typeof evidenceCheck.$inferSelect;

/** One command compares at most this many; the next sweep finds the rest. */
const most = 500;

/**
 * Compares the failing checks of one name on one list with all of the last day, and notifies the committee: about each member, or, when
 * too many fail at once, only about that, because the problem is then more likely ours. Those members are checked again the next day.
 * `checkId` is any waiting check of that list and name. Only for the worker.
 */
export const checkCorrelatedFailures = command(
  "checkCorrelatedFailures",
  z.strictObject({ checkId: z.uuid() }),
  async (work, { checkId }): Promise<void> => {
    work.authorize(isWorker(work.actor));
    const [check] = await work.tx.select().from(evidenceCheck).where(eq(evidenceCheck.id, checkId));
    const waiting = check === undefined ? [] : await takeWaiting(work, check);
    if (check === undefined || waiting.length === 0) return work.nothingToDo();

    const counts = await countFailing(work, check);
    const held = outageSafeguardTrips(counts);
    if (held) await hold(work, check, { waiting, counts });
    else for (const each of waiting) await tell(work, each);

    const ids = waiting.map(({ id }) => id);
    await work.tx.update(evidenceCheck).set({ correlatedAt: work.now }).where(inArray(evidenceCheck.id, ids));
    work.audit("evidence.correlated", { kind: "evidence", id: checkId, list: check.list }, { name: check.name, ...counts, held });
  },
);

function takeWaiting(work: Work, { list, name }: CheckRow): Promise<readonly CheckRow[]> {
  return work.tx
    .select()
    .from(evidenceCheck)
    .where(
      and(eq(evidenceCheck.list, list), eq(evidenceCheck.name, name), isNull(evidenceCheck.correlatedAt), lte(evidenceCheck.at, work.now)),
    )
    .orderBy(asc(evidenceCheck.at), asc(evidenceCheck.id))
    .limit(most)
    .for("update", { skipLocked: true });
}

/** The number of members checked within the last day, and how many of them failed. A check without an alert needs no comparison and is marked when it is recorded. */
async function countFailing(work: Work, { list, name }: CheckRow): Promise<{ failing: number; asked: number }> {
  const { rows } = await work.tx.execute<{ failing: number; asked: number }>(sql`
    select count(distinct member_id)::int as asked,
      (count(distinct member_id) filter (where correlated_at is null or correlated_at <> checked_at))::int as failing
    from evidence_check
    where list = ${list} and name = ${name} and member_id is not null
      and checked_at > ${work.now.toISOString()}::timestamptz - interval '1 day' and checked_at <= ${work.now.toISOString()}::timestamptz`);
  return rows[0] ?? { failing: 0, asked: 0 };
}

async function hold(
  work: Work,
  { list, name }: CheckRow,
  { waiting, counts }: { waiting: readonly CheckRow[]; counts: { failing: number; asked: number } },
): Promise<void> {
  const sentence = `“${checkTitles[name]}” failed for ${counts.failing} of ${counts.asked} members within a day. The problem may be ours, so no alerts about individual members were raised. They are checked again tomorrow.`;
  await raiseAlert(work, { list, memberId: null, kind: "checks-failing", sentence });
  const members = waiting.flatMap(({ memberId }) => memberId ?? []);
  await work.tx
    .update(evidenceWatch)
    .set({ nextOn: addDays(work.today, 1) })
    .where(and(inArray(evidenceWatch.memberId, members), eq(evidenceWatch.name, name)));
}

async function tell(work: Work, { id, list, memberId, alerts }: CheckRow): Promise<void> {
  for (const { kind, sentence } of alerts) await raiseAlert(work, { list, memberId, kind, sentence, checkId: id });
}
