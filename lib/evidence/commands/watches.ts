import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { checkNamesOf } from "../checks";

/** Rows that one statement adds. */
const batch = 5_000;

/** A new watch begins within so many days, not all on one. */
const beginWithinDays = 7;

/**
 * Watches every member of a list for everything that its criteria ask for: adds the rows that are missing, spread over a week, and
 * takes away those of members that have left and of checks that are asked no more. The rows are added some thousand at a time, so that
 * the first morning of a large list stays within the time that the database gives a statement.
 */
export async function watchMembers(tx: Transaction, list: ListDefinition, today: Day): Promise<void> {
  const asked = sql`array[${sql.join(
    checkNamesOf(list, today).map((name) => sql`${name}`),
    sql`, `,
  )}]::text[]`;
  await tx.execute(sql`
    delete from evidence_watch w using member m
    where m.id = w.member_id and w.list = ${list.slug} and (m.left_on is not null or w.name <> all(${asked}))`);
  const missing = sql`
    insert into evidence_watch (member_id, name, list, next_on)
    select m.id, n.name, m.list, ${today}::date + abs(hashtext(m.id::text || n.name)) % ${beginWithinDays}::int
    from member m cross join unnest(${asked}) n(name)
    where m.list = ${list.slug} and m.left_on is null
      and not exists (select 1 from evidence_watch w where w.member_id = m.id and w.name = n.name)
    limit ${batch} on conflict do nothing`;
  while ((await tx.execute(missing)).rowCount === batch);
}
