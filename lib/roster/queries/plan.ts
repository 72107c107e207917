import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { rosterPlan } from "@/db/schema";
import type { Person } from "@/lib/kernel/actor";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import { maySeeMembers } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { rosterNow } from "../commands/stored-roster";
import { planDifference } from "../delivery";
import { mayApplyRoster, mayReadAddresses } from "../permissions";
import { type BehindBecause, behindOn, planCovers } from "./behind";

/** One change that a plan asks for. The address is null for those who may not read it. */
export type PlannedChange = {
  readonly change: "add" | "remove";
  readonly memberId: string;
  readonly organization: string;
  readonly address: string | null;
};

/** An address that the mailing list still holds although nothing should go to it. */
export type Behind = {
  readonly memberId: string;
  readonly organization: string;
  readonly because: BehindBecause;
  readonly since: Date;
  readonly address: string | null;
};

export type RosterPlanView = {
  /** When somebody last marked a plan as applied; null while nobody has. */
  readonly appliedAt: Date | null;
  readonly plan: {
    readonly number: number;
    readonly madeAt: Date;
    readonly added: number;
    readonly removed: number;
    /** At most 200 of them, removals first; none for those who only see counts. */
    readonly changes: readonly PlannedChange[];
  } | null;
  /** Decided, not yet effective; at most 200. Names only, for people who may see that members exist. */
  readonly behind: readonly Behind[];
  /** Whether the open plan removes all of them. */
  readonly planned: boolean;
  /** Addresses that should receive and are not on the mailing list, as far as people confirmed; 0 before anybody has. */
  readonly toAdd: number;
  readonly readsAddresses: boolean;
  readonly mayApply: boolean;
};

const mostShown = 200;

/**
 * The open plan for a list's mailing list and what is decided but not effective. Chairs and auditors who signed in a short while
 * ago read addresses, but not those of members on which they have a conflict of interest. Null for those without a role.
 */
export async function rosterPlanFor(viewer: Actor, { slug }: ListDefinition, now: Date): Promise<RosterPlanView | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, slug)) return null;
  const readsAddresses = mayReadAddresses(viewer, slug, now);
  const [[applied], [open], behind, covers] = await Promise.all([
    database()
      .select({ at: rosterPlan.appliedAt })
      .from(rosterPlan)
      .where(and(eq(rosterPlan.list, slug), isNotNull(rosterPlan.appliedAt)))
      .orderBy(desc(rosterPlan.number))
      .limit(1),
    database()
      .select({
        id: rosterPlan.id,
        number: rosterPlan.number,
        madeAt: rosterPlan.madeAt,
        added: sql<number>`(select count(*)::int from roster_plan_change c where c.plan_id = roster_plan.id and c.change = 'add')`,
        removed: sql<number>`(select count(*)::int from roster_plan_change c where c.plan_id = roster_plan.id and c.change = 'remove')`,
      })
      .from(rosterPlan)
      .where(and(eq(rosterPlan.list, slug), isNull(rosterPlan.appliedAt), isNull(rosterPlan.endedAt))),
    behindOf(viewer, slug, { now, readsAddresses }),
    database().execute<{ planned: boolean }>(sql`select ${planCovers(slug, now)} as planned`),
  ]);
  const changes = open === undefined || !readsAddresses ? [] : await changesIn(viewer, open.id);
  return {
    appliedAt: applied?.at ?? null,
    plan: open === undefined ? null : { number: open.number, madeAt: open.madeAt, added: open.added, removed: open.removed, changes },
    behind,
    planned: covers.rows[0]?.planned ?? false,
    toAdd: applied === undefined ? 0 : await missingFromList(slug, now),
    readsAddresses,
    mayApply: mayApplyRoster(viewer, slug),
  };
}

async function missingFromList(slug: string, now: Date): Promise<number> {
  const { desired, entries } = await rosterNow({ tx: database(), now }, slug);
  return planDifference(desired, entries).add.length;
}

async function changesIn(viewer: Person, planId: string): Promise<readonly PlannedChange[]> {
  const { rows } = await database().execute<{ change: "add" | "remove"; member_id: string; name: string; address: string | null }>(sql`
    select c.change, c.member_id, m.name, case when ${recusedFromMember(viewer)} then null else c.address end as address
    from roster_plan_change c join member m on m.id = c.member_id
    where c.plan_id = ${planId} order by c.change desc, lower(m.name), c.address limit ${mostShown}`);
  return rows.map(({ change, member_id: memberId, name: organization, address }) => ({ change, memberId, organization, address }));
}

async function behindOf(
  viewer: Person,
  slug: string,
  { now, readsAddresses }: { now: Date; readsAddresses: boolean },
): Promise<readonly Behind[]> {
  const address = readsAddresses ? sql`case when ${recusedFromMember(viewer)} then null else b.address end` : sql`null::text`;
  const { rows } = await database().execute<{
    member_id: string;
    name: string;
    because: BehindBecause;
    since: string;
    address: string | null;
  }>(sql`
    select b.member_id, m.name, b.because, to_char(b.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, ${address} as address
    from (${behindOn(slug, now)}) b join member m on m.id = b.member_id order by b.since, lower(m.name) limit ${mostShown}`);
  return rows.map(({ member_id: memberId, name: organization, because, since, address: shown }) => ({
    memberId,
    organization,
    because,
    since: new Date(since),
    address: shown,
  }));
}
