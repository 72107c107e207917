import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { rosterPlan } from "@/db/schema";
import { personIdOf, roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";

import {
  type DeliveryAddress,
  type MovedAddress,
  movedAddresses,
  planDifference,
  type RosterDifference,
  sameDifference,
} from "../delivery";
import { changesOf, type LockedPlan, lockRoster, openPlan, rosterNow } from "./stored-roster";

export type RosterPlan = RosterDifference & { readonly list: string; readonly number: number; readonly madeAt: Date };

/**
 * Creates the plan for the mailing list of one list: the addresses to add and to remove. The
 * open plan is returned as long as it is still right; otherwise a new one replaces it. Null when nothing has to change.
 */
export const makeRosterPlan = command(
  "makeRosterPlan",
  z.strictObject({ list: z.string().max(60) }),
  async (work, { list }): Promise<RosterPlan | null> => {
    const actor = await lockRoster(work, list);
    const { desired, entries } = await rosterNow(work, list);
    const difference = planDifference(desired, entries);
    const moved = movedAddresses(desired, entries);
    const before = await openPlan(work, list);
    if (before !== null && sameDifference(await changesOf(work, before.id), difference)) {
      if (moved.length === 0) work.nothingToDo();
      else await handOver(work, list, { moved, role: roleOf(actor, list) });
      return { list, number: before.number, madeAt: before.madeAt, ...difference };
    }
    const role = roleOf(actor, list);
    if (moved.length > 0) await handOver(work, list, { moved, role });
    if (before !== null) await end(work, before, role);
    if (difference.add.length + difference.remove.length === 0) {
      if (before === null && moved.length === 0) work.nothingToDo();
      return null;
    }
    const plan = await store(work, list, difference);
    const counts = { plan: plan.number, added: difference.add.length, removed: difference.remove.length };
    work.audit("roster.planned", { kind: "roster", id: plan.id, list }, counts, role);
    return { list, number: plan.number, madeAt: plan.madeAt, ...difference };
  },
);

/** Records whose an address is that stays on the mailing list. Nothing has to be done there, so no plan has to be applied first. */
async function handOver(
  work: Work,
  list: string,
  { moved, role }: { moved: readonly MovedAddress[]; role: string | undefined },
): Promise<void> {
  const at = sql`${work.now.toISOString()}::timestamptz`;
  const rows = sql`json_to_recordset(${JSON.stringify(moved)}::json) as m("from" uuid, "to" uuid, address text)`;
  await work.tx.execute(sql`
    update delivery_entry e set removed_at = ${at} from ${rows}
    where e.list = ${list} and e.member_id = m."from" and e.address = m.address and e.removed_at is null`);
  await work.tx.execute(sql`
    insert into delivery_entry (list, member_id, address, added_at) select ${list}, m."to", m.address, ${at} from ${rows}`);
  for (const { from } of moved) work.audit("roster.address_moved", { kind: "member", id: from, list }, {}, role);
  work.enqueue("watch-roster", { list });
}

async function end(work: Work, { id, list, number }: LockedPlan, role: string | undefined): Promise<void> {
  await work.tx.update(rosterPlan).set({ endedAt: work.now }).where(eq(rosterPlan.id, id));
  work.audit("roster.plan_ended", { kind: "roster", id, list }, { plan: number }, role);
}

async function store(work: Work, list: string, { add, remove }: RosterDifference): Promise<LockedPlan> {
  const [plan] = await work.tx
    .insert(rosterPlan)
    .values({
      list,
      number: sql`coalesce((select max(number) from roster_plan where list = ${list}), 0) + 1`,
      madeAt: work.now,
      madeBy: personIdOf(work.actor),
    })
    .returning();
  if (plan === undefined) throw new Error("The plan was not stored");
  await storeChanges(work, plan.id, "add", add);
  await storeChanges(work, plan.id, "remove", remove);
  return plan;
}

/** One statement, however many addresses there are. */
async function storeChanges(work: Work, planId: string, change: "add" | "remove", addresses: readonly DeliveryAddress[]): Promise<void> {
  if (addresses.length === 0) return;
  await work.tx.execute(sql`
    insert into roster_plan_change (plan_id, change, member_id, address)
    select ${planId}::uuid, ${change}, c."memberId", c.address
    from json_to_recordset(${JSON.stringify(addresses)}::json) as c("memberId" uuid, address text)`);
}
