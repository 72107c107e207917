import { type SQL, sql } from "drizzle-orm";
import { type Database, database, type Transaction } from "@/db/client";
import { preparedStatement } from "@/db/prepared-statement";
import { chairedApplications, viewerRecused } from "@/lib/application/queries/conflict";
import { type Actor, hasCommitteeRole, isPerson, type Person } from "@/lib/kernel/actor";
import { type Day, isDay, momentOf } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import { anywhere, soughtWords } from "@/lib/kernel/search";
import type { DecisionClock } from "@/lib/list/clock";
import type { ListDefinition } from "@/lib/list/definition";
import { withoutChair } from "@/lib/organization/queries/without-chair";
import { type NextAction, nextAction } from "../next-action";
import { mayChair, mayReadAnswers, maySeeQueue } from "../permissions";
import { type CriterionProgress, clockOf, type FactsRow, factsOf, progressFor, routingInputs } from "./facts";
import { isAction, possibleActions } from "./for-me";

export const queueTabs = ["for-me", "open", "waiting", "decided"] as const;
export type QueueTab = (typeof queueTabs)[number];

/** Rows on one page, and the highest number that is counted: beyond it "100+" is shown. */
export const queueLimit = 25;
export const mostCounted = 100;

export type QueueItem =
  | { readonly reference: string; readonly recused: true }
  | {
      readonly reference: string;
      readonly recused: false;
      readonly organization: string;
      /** Empty for administrators and auditors, who are not shown findings. */
      readonly progress: readonly CriterionProgress[];
      readonly nextAction: NextAction;
      readonly clock: DecisionClock;
      readonly decidedAt: Date | null;
    };

export type Queue = { readonly items: readonly QueueItem[]; readonly next: string | null };

type Asked = { readonly tab: QueueTab; readonly q?: string; readonly cursor?: string; readonly today: Day };

/**
 * One page of a list's applications as the viewer may see them, nearest due day first (decided ones: latest first). Null for
 * people without a role. Paged by key, so that the cost of a page does not depend on their number. Applications from which the viewer
 * recused are in "open" with only their reference; the other tabs, and a search for a name, would reveal more and leave them out.
 */
export async function committeeQueue(
  viewer: Actor,
  list: ListDefinition,
  { tab, q = "", cursor, today }: Asked,
  db: Database | Transaction = database(),
): Promise<Queue | null> {
  if (!isPerson(viewer) || !maySeeQueue(viewer, list.slug)) return null;
  const standsIn = await withoutChair(db, { viewer, list, about: chairedApplications });
  const rows = await preparedStatement<FactsRow>(
    db,
    sql`
    with page as materialized (
      select a.id, ${tab === "open" ? viewerRecused(viewer) : sql`false`} as recused from ${inTab(tab, { viewer, list, today, standsIn })} and ${found(q, viewer)} and ${after(tab, cursor)}
      order by ${order(tab)} limit ${queueLimit + 1})
    select ${factsOf(viewer)}, page.recused, ${standsIn} as without_chair from page join application a on a.id = page.id order by ${tab === "decided" ? order(tab) : order("open")}`,
  );
  const items = rows.slice(0, queueLimit).map((row) => item(viewer, list, row, today));
  const last = rows.length > queueLimit ? rows[queueLimit - 1] : undefined;
  return { items, next: last ? cursorOf(tab, last) : null };
}

/** How many wait for the viewer and how many for the applicant, counted up to 100. Null for people without a role. */
export async function queueCounts(viewer: Actor, list: ListDefinition, today: Day): Promise<{ forMe: number; waiting: number } | null> {
  if (!isPerson(viewer) || !maySeeQueue(viewer, list.slug)) return null;
  const standsIn = await withoutChair(database(), { viewer, list, about: chairedApplications });
  const counted = (tab: QueueTab) =>
    sql`(select count(*)::int from (select 1 from ${inTab(tab, { viewer, list, today, standsIn })} order by ${order(tab)} limit ${mostCounted + 1}) c)`;
  const [row] = await preparedStatement<{ for_me: number; waiting: number }>(
    database(),
    sql`select ${counted("for-me")} as for_me, ${counted("waiting")} as waiting`,
  );
  return { forMe: row?.for_me ?? 0, waiting: row?.waiting ?? 0 };
}

function item(viewer: Person, list: ListDefinition, row: FactsRow, today: Day): QueueItem {
  const { reference, recused } = row;
  if (recused && !hasCommitteeRole(viewer, list.slug, "administrator")) return { reference, recused };
  const mayReview = mayReadAnswers(viewer, { list: list.slug, recused });
  const progress = mayReview ? progressFor(viewer, list, row) : [];
  const clock = clockOf(list, row, today);
  const chairs = mayChair(viewer, { list: list.slug, recused, withoutChair: row.without_chair });
  const facts = routingInputs(viewer, row, { mayReview, chairs, today, progress, clock });
  return {
    reference,
    recused: false,
    organization: row.organization_name,
    progress,
    nextAction: nextAction(facts),
    clock,
    decidedAt: momentOf(row.decided_at),
  };
}

/**
 * From where a tab is read, and its conditions. The statuses are literals, or the planner could not use the partial indexes that
 * hold open applications only.
 */
function inTab(tab: QueueTab, { viewer, list, today, standsIn }: { viewer: Person; list: ListDefinition; today: Day; standsIn: SQL }): SQL {
  switch (tab) {
    case "for-me":
      return sql`(${possibleActions(viewer, list, { today, standsIn })}) w cross join lateral (select * from application a
        where a.id = w.application_id and ${isAction(viewer, list, { today, standsIn })} and not ${viewerRecused(viewer)} offset 0) a where true`;
    case "open":
      return sql`application a where a.list = ${list.slug} and a.status in ('submitted', 'information_requested')`;
    case "waiting":
      return sql`application a where a.list = ${list.slug} and a.status = 'information_requested' and not ${viewerRecused(viewer)}`;
    case "decided":
      return sql`application a where a.list = ${list.slug} and a.decided_at is not null and not ${viewerRecused(viewer)}`;
  }
}

function found(q: string, viewer: Person): SQL {
  const words = soughtWords(q);
  if (words === "") return sql`true`;
  return sql`(a.reference = ${words} or (a.organization_name ilike ${anywhere(words)} and not ${viewerRecused(viewer)}))`;
}

/** The order of a tab, by the columns of the index that has it. */
function order(tab: QueueTab): SQL {
  if (tab === "decided") return sql`a.decided_at desc, a.id desc`;
  return tab === "for-me" ? sql`w.decision_due_on, w.application_id` : sql`a.decision_due_on, a.id`;
}

/** A cursor is the sort key of the last row shown: "2026-12-04_<id>". Anything else begins at the beginning. */
function after(tab: QueueTab, cursor = ""): SQL {
  const [key = "", id = ""] = cursor.split("_");
  if (!isId(id)) return sql`true`;
  if (tab === "decided") return isMoment(key) ? sql`(a.decided_at, a.id) < (${key}::timestamptz, ${id}::uuid)` : sql`true`;
  return isDay(key) ? sql`(${order(tab)}) > (${key}::date, ${id}::uuid)` : sql`true`;
}

/** Exactly what `cursorOf` writes of a decided one: PostgreSQL takes no 31 February. */
function isMoment(text: string): boolean {
  return isDay(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/.test(text.slice(10));
}

function cursorOf(tab: QueueTab, row: FactsRow): string {
  return `${tab === "decided" ? row.decided_at : row.decision_due_on}_${row.id}`;
}
