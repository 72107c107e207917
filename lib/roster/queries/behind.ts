import { type SQL, sql } from "drizzle-orm";

/** Why an address should not be on the mailing list any more. */
export type BehindBecause = "left" | "paused" | "let-go" | "unconfirmed";

/**
 * The addresses that are still on a mailing list although they should not receive any more, as a query with the columns
 * member_id, address, because and since: of members that left, of members that are paused, aliases that were replaced, and aliases of
 * reinstated members that nobody has confirmed since. It reads only what has changed, never all members.
 */
export function behindOn(list: string, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`
    select e.member_id, e.address, 'left' as because, d.decided_at as since
      from end_of_membership d join member m on m.id = d.member_id and m.left_on is not null join delivery_entry e on e.member_id = m.id
      where m.list = ${list} and e.list = ${list} and e.removed_at is null
    union all
    select e.member_id, e.address, 'paused', p.paused_at
      from delivery_pause p join member m on m.id = p.member_id and m.left_on is null join delivery_entry e on e.member_id = p.member_id
      where p.list = ${list} and p.ended_at is null and (p.confirmed_at is not null or p.confirm_by > ${at}) and e.removed_at is null
    union all
    select e.member_id, e.address, case when exists (select 1 from contact_alias o where o.member_id = e.member_id
        and lower(o.address) = lower(e.address) and o.until_at is null) then 'unconfirmed' else 'let-go' end, max(c.until_at)
      from contact_alias c join member m on m.id = c.member_id and m.left_on is null
        join delivery_entry e on e.member_id = c.member_id and lower(e.address) = lower(c.address)
      where c.list = ${list} and c.until_at is not null and e.removed_at is null
        and not exists (select 1 from contact_alias o where o.member_id = c.member_id and lower(o.address) = lower(c.address)
          and o.until_at is null and o.answered_at is not null)
        and not exists (select 1 from delivery_pause p where p.member_id = c.member_id and p.ended_at is null
          and (p.confirmed_at is not null or p.confirm_by > ${at}))
      group by e.member_id, e.address`;
}

/** Whether the open plan of a list removes every address that `behindOn` names, as SQL; false where no plan is open. */
export function planCovers(list: string, now: Date): SQL {
  return sql`exists (select 1 from roster_plan going where going.list = ${list} and going.applied_at is null and going.ended_at is null
    and not exists (select 1 from (${behindOn(list, now)}) late where not exists (
      select 1 from roster_plan_change planned where planned.plan_id = going.id and planned.change = 'remove' and lower(planned.address) = lower(late.address))))`;
}
