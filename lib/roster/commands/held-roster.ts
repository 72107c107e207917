import { and, eq, isNull, sql } from "drizzle-orm";
import { deliveryEntry, rosterPlan, rosterPlanChange } from "@/db/schema";
import { seatedNow } from "@/lib/identity/commands/seated-now";
import { requireFresh } from "@/lib/identity/fresh";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWorker } from "@/lib/organization/permissions";
import { type DeliveryAddress, type DeliveryFacts, deliveryRoster, planDifference, type RosterDifference } from "../delivery";
import { isOperator, mayApplyRoster } from "../permissions";

export type LockedPlan = typeof rosterPlan.$inferSelect;

/**
 * Takes the plans of a list in hand until the end of the story, and says who may: chairs and administrators who signed in a short
 * while ago, whoever runs the portal, the worker.
 */
export async function approachRoster(work: Work, slug: string): Promise<Actor> {
  const actor = await seatedNow(work, slug);
  work.authorize(mayApplyRoster(actor, slug) || isOperator(actor) || isWorker(actor));
  listOf(slug);
  if (isPerson(actor)) requireFresh(work);
  await work.tx.execute(sql`select pg_advisory_xact_lock(7263004, hashtext(${slug}))`);
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

/** What the mailing list lacks and what it holds too much, now. Two statements, however many members there are. */
export async function differenceNow(work: Work, list: string): Promise<RosterDifference> {
  const { rows } = await work.tx.execute<FactsRow>(sql`
    select m.id, m.left_on, array_agg(c.address order by c.address) as addresses,
      array_agg(c.answered_at is not null order by c.address) as proved,
      p.id is not null as paused, p.confirmed_at is not null as confirmed,
      to_char(p.confirm_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as confirm_by
    from contact_alias c join member m on m.id = c.member_id left join delivery_pause p on p.member_id = m.id and p.ended_at is null
    where c.list = ${list} and c.until_at is null and m.left_on is null
    group by m.id, p.id`);
  const entries = await work.tx
    .select({ memberId: deliveryEntry.memberId, address: deliveryEntry.address })
    .from(deliveryEntry)
    .where(and(eq(deliveryEntry.list, list), isNull(deliveryEntry.removedAt)));
  return planDifference(deliveryRoster(rows.map(factsOf), work.now), entries satisfies readonly DeliveryAddress[]);
}

type FactsRow = {
  id: string;
  left_on: string | null;
  addresses: readonly string[];
  proved: readonly boolean[];
  paused: boolean;
  confirmed: boolean;
  confirm_by: string | null;
};

/** When exactly somebody answered or confirmed does not matter here, only that they did. */
function factsOf({ id, left_on: leftOn, addresses, proved, paused, confirmed, confirm_by: confirmBy }: FactsRow): DeliveryFacts {
  const once = new Date(0);
  return {
    memberId: id,
    leftOn,
    pause: paused && confirmBy !== null ? { confirmBy: new Date(confirmBy), confirmedAt: confirmed ? once : null, endedAt: null } : null,
    aliases: addresses.map((address, place) => ({ address, answeredAt: proved[place] ? once : null })),
  };
}
