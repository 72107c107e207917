import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { isId } from "@/lib/kernel/id";
import type { ListDefinition } from "@/lib/list/definition";
import { mayReadMember } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { rosterOf } from "@/lib/roster/commands/stored-roster";
import { planDifference, sameDifference } from "@/lib/roster/delivery";
import { mayApplyRoster, mayReadAddresses } from "@/lib/roster/permissions";

/** What is decided about one member's addresses and not yet effective on the mailing list. */
export type MemberDelivery = {
  readonly remove: number;
  readonly add: number;
  /** The addresses; empty for those who only see counts. */
  readonly addresses: readonly { readonly change: "add" | "remove"; readonly address: string }[];
  /** The open plan, if it asks for exactly this of the member, and how many changes it holds in all. */
  readonly plan: { readonly number: number; readonly changes: number } | null;
  readonly readsAddresses: boolean;
  readonly mayApply: boolean;
};

/**
 * The part of the mailing list's plan that is about one member. Null for people who may not read the member, including those with a conflict of
 * interest, and if the mailing list matches what was decided, as far as people confirmed.
 */
export async function memberDelivery(viewer: Actor, { slug }: ListDefinition, memberId: string, now: Date): Promise<MemberDelivery | null> {
  if (!isPerson(viewer) || !isId(memberId)) return null;
  const { rows } = await database().execute<{ recused: boolean; known: boolean }>(sql`
    select ${recusedFromMember(viewer)} as recused, exists (select 1 from delivery_entry e where e.member_id = m.id) as known
    from member m where m.id = ${memberId}::uuid and m.list = ${slug}`);
  const [row] = rows;
  if (row === undefined || !row.known || !mayReadMember(viewer, { list: slug, recused: row.recused })) return null;
  const { desired, entries } = await rosterOf({ tx: database(), now }, { list: slug, memberIds: [memberId] });
  const difference = planDifference(desired, entries);
  if (difference.add.length + difference.remove.length === 0) return null;

  type Change = { number: number; change: "add" | "remove"; memberId: string; address: string; changes: number };
  const { rows: planned } = await database().execute<Change>(sql`
    select p.number, c.change, c.member_id as "memberId", c.address,
      (select count(*)::int from roster_plan_change o where o.plan_id = p.id) as changes
    from roster_plan p join roster_plan_change c on c.plan_id = p.id and c.member_id = ${memberId}::uuid
    where p.list = ${slug} and p.applied_at is null and p.ended_at is null`);
  const those = (which: "add" | "remove") => planned.filter(({ change }) => change === which);
  const [first] = planned;
  const asks = first !== undefined && sameDifference({ add: those("add"), remove: those("remove") }, difference);
  const readsAddresses = mayReadAddresses(viewer, slug, now);
  const all = [
    ...difference.remove.map(({ address }) => ({ change: "remove" as const, address })),
    ...difference.add.map(({ address }) => ({ change: "add" as const, address })),
  ];
  return {
    remove: difference.remove.length,
    add: difference.add.length,
    addresses: readsAddresses ? all : [],
    plan: asks ? { number: first.number, changes: first.changes } : null,
    readsAddresses,
    mayApply: mayApplyRoster(viewer, slug),
  };
}
