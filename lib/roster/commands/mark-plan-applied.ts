import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { rosterPlan } from "@/db/schema";
import { type Actor, hasCommitteeRole, isPerson, roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";

import { changesOf, type LockedPlan, lockRoster } from "./stored-roster";

const input = z.strictObject({
  list: z.string().max(60),
  plan: z.union(
    [
      z.int().min(1),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ],
    { error: "Enter the number of the plan" },
  ),
  /** At the command line: the address of the person who applied it, a chair or administrator of the list. */
  as: z.string().max(254).optional(),
});

/**
 * A person marks a plan as applied to the mailing list: from then on its additions are on it, and its removals are
 * effective. Doing so again does nothing. A plan that was replaced meanwhile is refused, because the newer one was computed
 * without it.
 */
export const markPlanApplied = command("markPlanApplied", input, async (work, { list, plan: number, as }) => {
  const actor = await lockRoster(work, list);
  const [plan] = await work.tx
    .select()
    .from(rosterPlan)
    .where(and(eq(rosterPlan.list, list), eq(rosterPlan.number, number)))
    .for("no key update");
  refuseUnless(plan !== undefined, `This list has no plan ${number}.`);
  refuseUnless(
    plan.endedAt === null,
    `Plan ${number} was replaced, because the members changed after it was made. Create the plan again, and apply that one.`,
    "conflict",
  );
  if (plan.appliedAt !== null) {
    work.nothingToDo();
    return { number, added: 0, removed: 0 };
  }
  return apply(work, plan, { actor, appliedBy: isPerson(actor) ? actor.personId : await personIdOf(work, list, as) });
});

/** Who applied it, by the address given at the command line; nobody in particular when none is. */
async function personIdOf(work: Work, list: string, as: string | undefined): Promise<string | null> {
  if (as === undefined) return null;
  const { rows } = await work.tx.execute<{ id: string }>(sql`
    select p.id from person p join committee_role s on s.person_id = p.id
    where lower(p.email) = lower(${as}) and s.list = ${list} and s.revoked_at is null and s.role in ('chair', 'administrator') limit 1`);
  refuseUnless(rows[0] !== undefined, "Nobody with that address is a chair or administrator of this list.");
  return rows[0].id;
}

async function apply(work: Work, plan: LockedPlan, { actor, appliedBy }: { actor: Actor; appliedBy: string | null }) {
  if (isPerson(actor) && !hasCommitteeRole(actor, plan.list, "chair", "administrator")) throw notAllowed();
  const { add, remove } = await changesOf(work, plan.id);
  const at = sql`${work.now.toISOString()}::timestamptz`;
  await work.tx.execute(sql`
    update delivery_entry e set removed_at = ${at}, removed_by = ${appliedBy}::uuid from roster_plan_change c
    where c.plan_id = ${plan.id} and c.change = 'remove' and e.list = ${plan.list} and e.member_id = c.member_id
      and lower(e.address) = lower(c.address) and e.removed_at is null`);
  await work.tx.execute(sql`
    insert into delivery_entry (list, member_id, address, added_at, added_by)
    select ${plan.list}, c.member_id, c.address, ${at}, ${appliedBy}::uuid from roster_plan_change c
    where c.plan_id = ${plan.id} and c.change = 'add' on conflict do nothing`);
  await work.tx.update(rosterPlan).set({ appliedAt: work.now, appliedBy }).where(eq(rosterPlan.id, plan.id));
  const counts = { plan: plan.number, added: add.length, removed: remove.length };
  const role = roleOf(actor, plan.list);
  work.audit(
    "roster.applied",
    { kind: "roster", id: plan.id, list: plan.list },
    appliedBy === null ? counts : { ...counts, person: appliedBy },
    role,
  );
  for (const memberId of new Set(remove.map((each) => each.memberId))) {
    const removed = remove.filter((each) => each.memberId === memberId).length;
    work.audit("roster.effective", { kind: "member", id: memberId, list: plan.list }, { plan: plan.number, removed }, role);
  }
  work.enqueue("watch-roster", { list: plan.list });
  return { number: plan.number, added: add.length, removed: remove.length };
}
