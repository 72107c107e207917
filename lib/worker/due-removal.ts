import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/kernel/calendar";
import { env } from "@/lib/kernel/env";
import { behindOn } from "@/lib/roster/queries/behind";
import { hostedLists } from "@/lists";

/** Agreed removals whose day has come. One that was on hold waits for a chair's word. */
export const dueRemovals = (today: Day) => sql`
  select id, list, false as ends from removal
  where status = 'agreed' and carry_out_on <= ${today}::date and (on_hold_at is null or released_at is not null)`;

/** Removals whose reasons are evaluated each morning. */
export const openRemovals = sql`select id, list, false as ends from removal where status in ('proposed', 'agreed')`;

/** Pauses of delivery that nobody confirmed within their day. */
export const expiredPauses = (now: Date) => sql`
  select id, list, false as ends from delivery_pause
  where ended_at is null and confirmed_at is null and confirm_by <= ${now.toISOString()}::timestamptz`;

/** Removals and pauses that were open when their member left, and whose own job was lost. */
export const removalsOfFormerMembers = sql`
  select m.id, '' as list, false as ends from member m
  where m.left_on is not null and (exists (select 1 from removal r where r.member_id = m.id and r.status in ('proposed', 'agreed'))
    or exists (select 1 from delivery_pause p where p.member_id = m.id and p.ended_at is null))`;

/** Lists whose mailing list is behind without an alert, or has caught up while one is open. */
export function rostersToWatch(now: Date): SQL {
  const lists = hostedLists(env().PORTAL_LISTS?.join(",")).map(
    ({ slug }) => sql`
      select '00000000-0000-0000-0000-000000000000'::uuid as id, ${slug} as list, false as ends
      where exists (${behindOn(slug, now)}) <> exists (
        select 1 from alert a where a.list = ${slug} and a.kind = 'roster-behind' and a.member_id is null and a.closed_at is null)`,
  );
  return sql.join(lists, sql` union all `);
}
