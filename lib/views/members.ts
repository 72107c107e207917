import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { preparedStatement } from "@/db/prepared-statement";
import { type AliasTold, aliasesShown, aliasShown } from "@/lib/alias/queries/in-use";
import type { AliasShown } from "@/lib/alias/rules";
import { type Actor, hasCommitteeRole, isPerson, type Person } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import { anywhere, soughtWords } from "@/lib/kernel/search";
import type { ListDefinition } from "@/lib/list/definition";
import type { StatusFacts } from "@/lib/member/open-task";
import { memberFacts } from "@/lib/member/queries/facts";
import { type OpenRecheck, openRecheck } from "@/lib/member/recheck-open-tasks";
import { type CriterionStanding, criterionStandings, type Standing, standing } from "@/lib/member/standing";
import { type MemberStatus, memberStatus } from "@/lib/member/status";
import { mayReadMember, maySeeMembers } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { mayReadAddresses } from "@/lib/roster/permissions";

export const memberFilters = ["all", "recheck", "removal", "paused", "left"] as const;
export type MemberFilter = (typeof memberFilters)[number];

/** Rows on one page, and the highest number that is counted: beyond it "1,000+" is shown. */
const membersOnPage = 25;
export const mostMembersCounted = 1000;

/** A member as the viewer may see it: whole, by its standing and dates, or by its name alone. */
export type MemberRow =
  | { readonly view: "recused"; readonly memberId: string; readonly name: string }
  | ({ readonly view: "summary" } & MemberSummary)
  | ({ readonly view: "full" } & MemberSummary & MemberDetails);

/** What everybody who sees that the member exists may read of it. */
export type MemberSummary = {
  readonly memberId: string;
  readonly name: string;
  readonly since: Day;
  readonly leftOn: Day | null;
  readonly nextRecheckOn: Day;
  /** The open re-check, instead of the next one. */
  readonly openRecheck: OpenRecheck;
  readonly standing: Standing;
};

type MemberDetails = {
  readonly criteria: readonly CriterionStanding[];
  readonly status: MemberStatus;
  /** The address is null for people who may not read the delivery roster now; they see its domain. */
  readonly aliases: readonly AliasShown<string | null>[];
  readonly representative: string | null;
};

export type MembersPage = { readonly rows: readonly MemberRow[]; readonly next: string | null };

type Asked = {
  readonly filter: MemberFilter;
  /** A part of the name. */
  readonly find?: string;
  readonly cursor?: string;
  readonly today: Day;
  readonly now: Date;
  readonly limit?: number;
};

/**
 * One page of a list's members by name, in one query, paged by key. Null for people without a role. Administrators get standing and
 * dates; of a member on which the viewer has a conflict of interest there is the name alone, and only where nothing was filtered by
 * what is known of it: there the page is a row shorter.
 */
export async function committeeMembers(
  viewer: Actor,
  list: ListDefinition,
  { filter, find = "", cursor, today, now, limit = membersOnPage }: Asked,
): Promise<MembersPage | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug)) return null;
  const statement = sql`
    with page as materialized (
      select m.id, lower(m.name) as key from member m
      where ${inFilter(filter, list.slug)} and ${matchesName(find)} and ${after(cursor)}
      order by lower(m.name), m.id limit ${limit + 1})
    select m.id, m.name, page.key, ${recusedFromMember(viewer)} as recused, ${memberFacts} as facts,
      ${aliasesShown} as aliases,
      (select coalesce(p.name, p.email) from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = m.organization_id and c.until_at is null and c.role <> 'reader'
        order by c.role = 'primary' desc, c.since_at, p.id limit 1) as representative
    from page join member m on m.id = page.id order by page.key, m.id`;
  // A part of a name is planned each time: how common it is decides which index serves.
  const rows = find.trim() === "" ? await preparedStatement<Row>(database(), statement) : (await database().execute<Row>(statement)).rows;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const all = page.map((row) => rowFor(viewer, list, row, { today, now }));
  return {
    rows: filter === "all" ? all : all.filter(({ view }) => view !== "recused"),
    next: rows.length > limit && last ? cursorOf(last) : null,
  };
}

/** How many members each filter shows, counted up to 1,000; those on which the viewer has a conflict of interest count as others do. */
export async function memberCounts(viewer: Actor, list: ListDefinition): Promise<Readonly<Record<MemberFilter, number>> | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug)) return null;
  const counted = memberFilters.map(
    (filter) =>
      sql`(select count(*)::int from (select 1 from member m where ${inFilter(filter, list.slug)} limit ${mostMembersCounted + 1}) c) as ${sql.identifier(filter)}`,
  );
  const { rows } = await database().execute<Record<MemberFilter, number>>(sql`select ${sql.join(counted, sql`, `)}`);
  return rows[0] ?? null;
}

type Row = {
  id: string;
  name: string;
  key: string;
  recused: boolean;
  facts: StatusFacts;
  aliases: readonly AliasTold[];
  representative: string | null;
};

function rowFor(viewer: Person, list: ListDefinition, row: Row, { today, now }: { today: Day; now: Date }): MemberRow {
  const { id: memberId, name, recused, facts } = row;
  if (recused && !hasCommitteeRole(viewer, list.slug, "administrator")) return { view: "recused", memberId, name };
  const summary = memberSummary(facts, { memberId, name, today });
  if (!mayReadMember(viewer, { list: list.slug, recused })) return { view: "summary", ...summary };
  const readsAddresses = mayReadAddresses(viewer, list.slug, now);
  return {
    view: "full",
    ...summary,
    criteria: criterionStandings(list, facts, today),
    status: memberStatus(list, facts, today),
    aliases: row.aliases.map((told) => ({ ...aliasShown(told), address: readsAddresses ? told.address : null })),
    representative: row.representative,
  };
}

export function memberSummary(
  facts: StatusFacts,
  { today, ...member }: { readonly memberId: string; readonly name: string; readonly today: Day },
): MemberSummary {
  const { since, leftOn, nextRecheckOn } = facts;
  return { ...member, since, leftOn, nextRecheckOn, openRecheck: openRecheck(facts, today), standing: standing(facts, today) };
}

/** The members of a filter. Conditions of partial indexes are literals in the text. */
function inFilter(filter: MemberFilter, list: string): SQL {
  if (filter === "left") return sql`m.list = ${list} and m.left_on is not null`;
  const here = sql`m.list = ${list} and m.left_on is null`;
  switch (filter) {
    case "all":
      return here;
    case "recheck":
      return sql`${here} and m.id in (select r.member_id from recheck r where r.list = ${list} and r.status in ('open', 'answered'))`;
    case "removal":
      return sql`${here} and m.id in (select r.member_id from removal r where r.list = ${list} and r.status in ('proposed', 'agreed'))`;
    case "paused":
      return sql`${here} and m.id in (select p.member_id from delivery_pause p where p.list = ${list} and p.ended_at is null)`;
  }
}

function matchesName(find: string): SQL {
  const words = soughtWords(find);
  return words === "" ? sql`true` : sql`m.name ilike ${anywhere(words)}`;
}

/** A cursor is the sort key of the last row shown. Anything else begins at the beginning. */
function after(cursor = ""): SQL {
  if (cursor === "" || cursor.length > 2_000) return sql`true`;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const [key, id]: unknown[] = Array.isArray(parsed) ? parsed : [];
    if (typeof key !== "string" || key.includes("\0") || typeof id !== "string" || !isId(id)) return sql`true`;
    return sql`(lower(m.name), m.id) > (${key}, ${id}::uuid)`;
  } catch {
    return sql`true`;
  }
}

function cursorOf({ key, id }: Row): string {
  return Buffer.from(JSON.stringify([key, id])).toString("base64url");
}
