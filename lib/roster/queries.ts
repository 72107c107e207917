import { and, asc, desc, eq, ilike, isNotNull, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { member, rosterPlan } from "@/db/schema";
import { oneOf } from "@/db/schema/columns";
import { isId } from "@/lib/kernel/id";
import { anywhere, soughtWords } from "@/lib/kernel/search";
import type { ListDefinition } from "@/lib/list/definition";
import { changesTheRoster } from "./changes";

/** What the public may see of a member. The address is null unless the list's definition publishes addresses. */
export type RosterEntry = { readonly organization: string; readonly since: string; readonly address: string | null };

/** A page of the roster: by name, from a cursor on. */
export type RosterPage = { readonly entries: readonly RosterEntry[]; readonly next: string | null };

const rosterPageSize = 100;

/** The members in order of their names, whatever case they are written in; equal names by membership. */
const inOrder = [asc(sql`lower(${member.name})`), asc(member.id)];

/**
 * One page of the public roster, optionally only names that contain a text. Public: there is no viewer, and the columns are
 * those the list publishes. The cursor is the last row of the page before.
 */
export async function rosterPage(list: ListDefinition, { find, after }: { find?: string; after?: string } = {}): Promise<RosterPage> {
  const rows = await selectRoster(list, { find, after: parseCursor(after), limit: rosterPageSize + 1 });
  const page = rows.slice(0, rosterPageSize);
  const last = page.at(-1);
  return { entries: page.map(toEntry), next: rows.length > rosterPageSize && last ? cursorOf(last) : null };
}

/** The whole roster for its two files. Read in pages of one index; at most 20,000 members. */
export async function wholeRoster(list: ListDefinition): Promise<readonly RosterEntry[]> {
  return (await selectRoster(list, { limit: 20_000 })).map(toEntry);
}

/** A word that changes when the roster does: the ETag of its files and the reason not to read them again. */
export async function rosterVersion(list: ListDefinition): Promise<string> {
  const { rows } = await database().execute<{ version: string }>(sql`
    select position::text as version from audit_event
    where list = ${list.slug} and action in (${oneOf(changesTheRoster)})
    order by position desc limit 1`);
  return rows[0]?.version ?? "0";
}

type Row = { id: string; name: string; key: string; since: string; address: string | null };

/**
 * The contact alias that the public sees of a member with several: the one that it has had longest. While an alias is replaced, that
 * is the old one, until it is removed; where one was added, the first.
 */
const longestAlias = sql<string | null>`(
  select c.address from contact_alias c where c.member_id = member.id and c.until_at is null order by c.since_at, c.id limit 1)`;

function selectRoster(
  list: ListDefinition,
  { find = "", after, limit }: { find?: string; after?: { name: string; id: string } | null; limit: number },
): Promise<Row[]> {
  const words = soughtWords(find);
  const address = list.roster.publishesAddresses ? longestAlias : sql<null>`null`;
  return database()
    .select({ id: member.id, name: member.name, key: sql<string>`lower(${member.name})`, since: member.since, address })
    .from(member)
    .where(
      and(
        eq(member.list, list.slug),
        isNull(member.leftOn),
        words ? ilike(member.name, anywhere(words)) : undefined,
        after ? sql`(lower(${member.name}), ${member.id}) > (${after.name}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(...inOrder)
    .limit(limit);
}

function toEntry({ name, since, address }: Row): RosterEntry {
  return { organization: name, since, address };
}

function cursorOf({ key, id }: Row): string {
  return Buffer.from(JSON.stringify([key, id])).toString("base64url");
}

/** Null for a cursor that this page did not make: the roster then starts at its beginning. */
function parseCursor(text: string | undefined): { name: string; id: string } | null {
  if (!text || text.length > 2_000) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(parsed)) return null;
    const [name, id] = parsed;
    return typeof name === "string" && !name.includes("\0") && typeof id === "string" && isId(id) ? { name, id } : null;
  } catch {
    return null;
  }
}

/** When a person last marked a plan as applied to the mailing list; null if nobody has. The portal does not read the mailing list itself. Public. */
export async function lastAppliedToList({ slug }: ListDefinition): Promise<Date | null> {
  const [last] = await database()
    .select({ at: rosterPlan.appliedAt })
    .from(rosterPlan)
    .where(and(eq(rosterPlan.list, slug), isNotNull(rosterPlan.appliedAt)))
    .orderBy(desc(rosterPlan.number))
    .limit(1);
  return last?.at ?? null;
}

/** The figures on a list's start page: members, the newest one's day, and the usual time to a decision once there are 5. */
export type RosterFigures = {
  readonly members: number;
  readonly lastSince: string | null;
  readonly decisions: number;
  readonly medianDays: number | null;
};

/** Public figures of a list. The median is over the last 50 decisions and is null below 5. */
export async function rosterFigures(list: ListDefinition): Promise<RosterFigures> {
  const { rows } = await database().execute<{ members: number; last_since: string | null; decisions: number; median: number | null }>(sql`
    with decided as (
      select extract(epoch from decided_at - submitted_at) / 86400 as days from application
      where list = ${list.slug} and decided_at is not null order by decided_at desc limit 50)
    select m.members, m.last_since, d.decisions, d.median
    from (select count(*)::int as members, to_char(max(since_on), 'YYYY-MM-DD') as last_since from member where list = ${list.slug} and left_on is null) m,
      (select count(*)::int as decisions, percentile_cont(0.5) within group (order by days)::float8 as median from decided) d`);
  const row = rows[0] ?? { members: 0, last_since: null, decisions: 0, median: null };
  return {
    members: row.members,
    lastSince: row.last_since,
    decisions: row.decisions,
    medianDays: row.decisions >= 5 && row.median !== null ? Math.max(1, Math.round(row.median)) : null,
  };
}
