import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { rosterPlan, rosterPlanChange } from "@/db/schema";
import { committeeNow } from "@/lib/identity/commands/committee-now";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import type { Work } from "@/lib/kernel/command";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWorker } from "@/lib/organization/permissions";
import { type DeliveryAddress, type DeliveryFacts, deliveryRoster, type RosterDifference } from "../delivery";
import { isOperator, mayApplyRoster } from "../permissions";

export type LockedPlan = typeof rosterPlan.$inferSelect;

/**
 * Loads and locks the plans of a list until the end of the handler, and authorizes: chairs and administrators with a recent
 * sign-in, the operator of the portal, the worker.
 */
export async function lockRoster(work: Work, slug: string): Promise<Actor> {
  const actor = await committeeNow(work, slug);
  work.authorize(mayApplyRoster(actor, slug) || isOperator(actor) || isWorker(actor));
  listOf(slug);
  if (isPerson(actor)) requireRecentSignIn(work, actor);
  await takeAdvisoryLock(work, "roster", slug);
  return actor;
}

/** The plan that nobody has applied or replaced yet, or null. */
export async function openPlan(work: Work, list: string): Promise<LockedPlan | null> {
  const [row] = await work.tx
    .select()
    .from(rosterPlan)
    .where(and(eq(rosterPlan.list, list), isNull(rosterPlan.appliedAt), isNull(rosterPlan.endedAt)));
  return row ?? null;
}

/** What a plan asks for. */
export async function changesOf(work: Work, planId: string): Promise<RosterDifference> {
  const rows = await work.tx
    .select({ change: rosterPlanChange.change, memberId: rosterPlanChange.memberId, address: rosterPlanChange.address })
    .from(rosterPlanChange)
    .where(eq(rosterPlanChange.planId, planId));
  const those = (which: "add" | "remove") =>
    rows.flatMap(({ change, memberId, address }) => (change === which ? [{ memberId, address }] : []));
  return { add: those("add"), remove: those("remove") };
}

type At = { readonly tx: Database | Transaction; readonly now: Date };

/** Who should be on the mailing list and who is. */
type Held = { readonly desired: readonly DeliveryAddress[]; readonly entries: readonly DeliveryAddress[] };

/** Who should be on the mailing list and who is, now, of the members about whom the two may differ. */
export async function rosterNow(at: At, list: string): Promise<Held> {
  return rosterOf(at, { list, memberIds: await differingMembers(at, list) });
}

/** The same, for some members. Does not authorize: for commands and queries that have asked. */
export async function rosterOf(
  { tx, now }: At,
  { list, memberIds }: { readonly list: string; readonly memberIds: readonly string[] },
): Promise<Held> {
  const ids = sql`${JSON.stringify(memberIds)}::jsonb`;
  const { rows: facts } = await tx.execute<FactsRow>(sql`
    select m.id, array_agg(c.address order by c.address) as addresses, array_agg(c.answered_at is not null order by c.address) as proved,
      p.confirmed_at is not null as confirmed, to_char(p.confirm_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as confirm_by
    from jsonb_array_elements_text(${ids}) t (id) join member m on m.id = t.id::uuid and m.left_on is null
      join contact_alias c on c.member_id = m.id and c.until_at is null
      left join delivery_pause p on p.member_id = m.id and p.ended_at is null
    group by m.id, p.id`);
  const { rows: entries } = await tx.execute<DeliveryAddress>(sql`
    select e.member_id as "memberId", e.address from jsonb_array_elements_text(${ids}) t (id) join delivery_entry e on e.member_id = t.id::uuid
    where e.list = ${list} and e.removed_at is null`);
  return { desired: deliveryRoster(facts.map(factsOf), now), entries };
}

/** Members with an address in use that is not on the mailing list, with one on it that is not in use, paused, or gone. */
async function differingMembers({ tx }: At, list: string): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select c.member_id as id from contact_alias c where c.list = ${list} and c.until_at is null and not exists (
      select 1 from delivery_entry e where e.member_id = c.member_id and lower(e.address) = lower(c.address) and e.removed_at is null)
    union select e.member_id from delivery_entry e where e.list = ${list} and e.removed_at is null and not exists (
      select 1 from contact_alias c where c.member_id = e.member_id and lower(c.address) = lower(e.address)
        and c.until_at is null and c.answered_at is not null)
    union select p.member_id from delivery_pause p where p.list = ${list} and p.ended_at is null
    union select d.member_id from end_of_membership d join delivery_entry e on e.member_id = d.member_id where e.list = ${list} and e.removed_at is null`);
  return rows.map(({ id }) => id);
}

type FactsRow = {
  id: string;
  addresses: readonly string[];
  proved: readonly boolean[];
  confirmed: boolean;
  confirm_by: string | null;
};

/** Only whether somebody answered or confirmed matters here, not when. */
function factsOf({ id, addresses, proved, confirmed, confirm_by: confirmBy }: FactsRow): DeliveryFacts {
  const once = new Date(0);
  return {
    memberId: id,
    leftOn: null,
    pause: confirmBy !== null ? { confirmBy: new Date(confirmBy), confirmedAt: confirmed ? once : null, endedAt: null } : null,
    aliases: addresses.map((address, index) => ({ address, answeredAt: proved[index] ? once : null })),
  };
}
