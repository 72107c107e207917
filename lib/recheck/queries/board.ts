import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson, type Person } from "@/lib/kernel/actor";
import { addDays, type Day, isDay } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenTask, StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { memberStatus } from "@/lib/member/status";
import { mayReadMember } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import type { RecheckStatus } from "../lifecycle";

export const boardTabs = ["overdue", "answered", "due", "ended"] as const;
export type BoardTab = (typeof boardTabs)[number];

/** Rows on one page, and the highest number that is counted: beyond it "1000+" is shown. */
const boardLimit = 25;
export const mostCounted = 1000;

/** One re-check as the committee's board shows it; of one on which the viewer recused, the organization's name and no more. */
export type BoardRow =
  | { readonly recused: true; readonly reference: string; readonly organization: string }
  | {
      readonly recused: false;
      readonly reference: string;
      readonly organization: string;
      readonly status: RecheckStatus;
      /** With the days for which its deadline was or is paused. */
      readonly dueOn: Day;
      /** What it asks now, the member's part first; none once it has ended. */
      readonly openTasks: readonly OpenTask[];
      readonly openedOn: Day;
      readonly endedOn: Day | null;
      readonly pausedBecause: string | null;
      /** Who to call: those who may answer, primaries first. */
      readonly people: readonly { readonly name: string; readonly email: string }[];
      /** The last day on which somebody spoke with the member, or an email of it arrived. */
      readonly lastContactOn: Day | null;
      /** Whether a person has answered at the contact alias. */
      readonly aliasAnswered: boolean;
      /** It gave an answer that the committee has to review. */
      readonly aliasQuick: boolean;
    };

export type Board = { readonly rows: readonly BoardRow[]; readonly next: string | null };

type Asked = { readonly tab: BoardTab; readonly after?: string | undefined; readonly today: Day };

/** One page of a list's re-checks, the longest due first (ended ones: the latest first). Null for who may not read members. */
export async function recheckBoard(viewer: Actor, list: ListDefinition, { tab, after, today }: Asked): Promise<Board | null> {
  if (!isPerson(viewer) || !mayReadMember(viewer, { list: list.slug, recused: false })) return null;
  const { rows } = await database().execute<Row>(sql`
    with page as materialized (
      select r.*, ${dueAt(today)} as due from recheck r where ${inTab(tab, list.slug, today)} and ${later(tab, after)}
      order by ${order(tab)} limit ${boardLimit + 1})
    select page.reference, m.name as organization, page.status, page.due::text as "dueOn", page.opened_on as "openedOn", page.ended_on as "endedOn",
      page.due_on as "plainDue", page.id, page.paused_because as "pausedBecause", ${recusedFromMember(viewer)} as recused, ${memberFacts} as facts,
      (select coalesce(json_agg(json_build_object('name', coalesce(p.name, p.email), 'email', p.email)
          order by array_position(array['primary', 'deputy'], c.role), c.since_at), '[]')
        from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = m.organization_id and c.until_at is null and c.role in ('primary', 'deputy')) as people,
      (select max(day)::text from (
        select spoke_on as day from recheck_contact where recheck_id = page.id
        union all
        select (delivered_at at time zone 'UTC')::date from email
        where subject_kind = 'recheck' and subject_id = page.id and delivered_at is not null and bounced_at is null
          and kind in ('recheck-opened', 'recheck-reminder', 'recheck-due', 'recheck-grace-period')) contacts) as "lastContactOn",
      exists (select 1 from alias_check k where k.subject_kind = 'recheck' and k.subject_id = page.id
        and k.answered_at is not null and k.disowned_at is null and not k.check_by_hand) as "aliasAnswered",
      exists (select 1 from alias_check k where k.subject_kind = 'recheck' and k.subject_id = page.id
        and k.answered_at is not null and k.disowned_at is null and k.check_by_hand) as "aliasQuick"
    from page join member m on m.id = page.member_id
    order by ${order(tab, "page")}`);
  const last = rows.length > boardLimit ? rows[boardLimit - 1] : undefined;
  return {
    rows: rows.slice(0, boardLimit).map((row) => rowOf(row, { list, today })),
    next: last === undefined ? null : cursorOf(tab, last),
  };
}

type Row = Omit<Exclude<BoardRow, { recused: true }>, "recused" | "openTasks"> & {
  readonly recused: boolean;
  readonly facts: StatusFacts;
  readonly id: string;
  readonly plainDue: Day;
};

function rowOf({ recused, facts, id: _id, plainDue: _due, ...row }: Row, { list, today }: { list: ListDefinition; today: Day }): BoardRow {
  const { reference, organization } = row;
  if (recused) return { recused, reference, organization };
  return { ...row, recused, openTasks: memberStatus(list, facts, today).openTasks.filter((openTask) => openTask.reference === reference) };
}

export type BoardCounts = { readonly overdue: number; readonly answered: number; readonly due: number; readonly fine: number };

/** How many members are overdue, wait for the committee, are due within the month, and have nothing open. Null for who may not read members. */
export async function boardCounts(viewer: Actor, list: ListDefinition, today: Day): Promise<BoardCounts | null> {
  if (!isPerson(viewer) || !mayReadMember(viewer, { list: list.slug, recused: false })) return null;
  const counted = (tab: BoardTab) =>
    sql`(select count(*)::int from (select 1 from recheck r where ${inTab(tab, list.slug, today)} limit ${mostCounted + 1}) c)`;
  const { rows } = await database().execute<BoardCounts>(sql`
    select ${counted("overdue")} as overdue, ${counted("answered")} as answered, ${counted("due")} as due,
      (select count(*)::int from (select 1 from member m where m.list = ${list.slug} and m.left_on is null
        and not exists (select 1 from recheck r where r.member_id = m.id and r.status in ('open', 'answered')) limit ${mostCounted + 1}) c) as fine`);
  return rows[0] ?? null;
}

/** The day by which an open re-check `r` is due, as `recheckDueOn` (member) says it: days for which the deadline was paused, or stands, do not count. */
const dueAt = (today: Day) =>
  sql`(r.due_on + r.paused_days + case when r.status = 'open' then greatest(coalesce(${today}::date - r.paused_on, 0), 0) else 0 end)`;

function inTab(tab: BoardTab, list: string, today: Day): SQL {
  switch (tab) {
    case "overdue":
      return sql`r.list = ${list} and r.status = 'open' and ${dueAt(today)} < ${today}::date`;
    case "answered":
      return sql`r.list = ${list} and r.status = 'answered'`;
    case "due":
      return sql`r.list = ${list} and r.status = 'open' and ${dueAt(today)} >= ${today}::date`;
    default:
      return sql`r.list = ${list} and r.status in ('passed', 'failed', 'expired', 'called-off')`;
  }
}

function order(tab: BoardTab, table = "r"): SQL {
  const as = sql.identifier(table);
  return tab === "ended" ? sql`${as}.opened_on desc, ${as}.id desc` : sql`${as}.due_on, ${as}.id`;
}

function later(tab: BoardTab, cursor: string | undefined): SQL {
  const [day = "", id = ""] = (cursor ?? "").split("_");
  if (!isDay(day) || !isId(id)) return sql`true`;
  return tab === "ended" ? sql`(r.opened_on, r.id) < (${day}::date, ${id}::uuid)` : sql`(r.due_on, r.id) > (${day}::date, ${id}::uuid)`;
}

function cursorOf(tab: BoardTab, { id, plainDue, openedOn }: Row): string {
  return `${tab === "ended" ? openedOn : plainDue}_${id}`;
}

/** How one re-check of a member went, for the picture of a quarter. */
export type Health = "passed" | "late" | "failed" | "open";

export type HealthPicture = {
  readonly quarters: readonly string[];
  readonly members: readonly { readonly name: string; readonly cells: readonly (Health | null)[] }[];
};

/** Members on one picture: the first by name among those with any re-check. */
const mostPictured = 40;

/** How the re-checks of the last eight quarters went, member by member. Empty for who may not read members; without those the viewer recused from. */
export async function healthPicture(viewer: Actor, list: ListDefinition, today: Day): Promise<HealthPicture> {
  const quarters = lastQuarters(today, 8);
  if (!isPerson(viewer) || !mayReadMember(viewer, { list: list.slug, recused: false })) return { quarters, members: [] };
  const { rows } = await database().execute<{ name: string; quarter: string; health: Health }>(sql`
    with pictured as (
      select m.id, m.name from member m where m.list = ${list.slug} and m.left_on is null and not ${recusedFromMember(viewer)}
        and exists (select 1 from recheck r where r.member_id = m.id and r.opened_on >= ${startOfQuarter(quarters[0] ?? "")}::date)
      order by lower(m.name), m.id limit ${mostPictured})
    select p.name, to_char(r.opened_on, 'YYYY-"Q"Q') as quarter,
      case when r.status in ('failed', 'expired') then 'failed'
        when r.status = 'passed' and (r.answered_at at time zone 'UTC')::date > r.due_on + r.paused_days then 'late'
        when r.status = 'passed' then 'passed' else 'open' end as health
    from pictured p join recheck r on r.member_id = p.id
    where r.status <> 'called-off' and r.opened_on >= ${startOfQuarter(quarters[0] ?? "")}::date
    order by lower(p.name), r.opened_on`);
  const names = [...new Set(rows.map(({ name }) => name))];
  return {
    quarters,
    members: names.map((name) => ({
      name,
      cells: quarters.map((quarter) => rows.findLast((row) => row.name === name && row.quarter === quarter)?.health ?? null),
    })),
  };
}

/** One answer at a contact alias: the day it was asked, and the minutes that it took. */
export type AliasResponseDot = { readonly askedOn: Day; readonly minutes: number };

/** Dots on one picture, and for how long back. */
const mostDots = 200;

/** How long people at contact aliases took to answer alias response tests in the last year. Empty for who may not read members. */
export async function aliasResponsePicture(viewer: Actor, list: ListDefinition, today: Day): Promise<readonly AliasResponseDot[]> {
  if (!isPerson(viewer) || !mayReadMember(viewer, { list: list.slug, recused: false })) return [];
  const { rows } = await database().execute<AliasResponseDot>(sql`
    select (r.opened_on)::text as "askedOn", round(extract(epoch from min(k.answered_at) - min(k.asked_at)) / 60)::int as minutes
    from recheck r join member m on m.id = r.member_id join alias_check k on k.subject_kind = 'recheck' and k.subject_id = r.id
    where r.list = ${list.slug} and r.opened_on >= ${addDays(today, -366)}::date and not ${recusedFromMember(viewer as Person)}
    group by r.id having min(k.answered_at) is not null order by r.opened_on desc, r.id limit ${mostDots}`);
  return rows;
}

/** "2026-Q4" and those before it, the oldest first. */
function lastQuarters(today: Day, number: number): readonly string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const now = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: number }, (_, index) => {
    const quarter = now - (number - 1) + index;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  });
}

function startOfQuarter(quarter: string): Day {
  const [year = "", number = ""] = quarter.split("-Q");
  return `${year}-${String((Number(number) - 1) * 3 + 1).padStart(2, "0")}-01`;
}
