import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { maySeeMembers, represents } from "@/lib/organization/permissions";

/** Decided and effective are two facts: since when nothing should be delivered to a member any more, and since when nothing is. */
export type Effect = { readonly decidedAt: Date; readonly effectiveAt: Date | null };

/**
 * Since when a member's leaving is effective on the mailing list itself, as far as people confirmed: from the time at which the plan
 * that removed its last address was marked as applied. Null as long as an address is on it, or nobody has ever confirmed what the list
 * contains. For the committee and the member's own people; null for everybody else and for a member that has not left.
 */
export async function effectiveOf(viewer: Actor, memberId: string): Promise<Effect | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<Row>(sql`
    select m.list, m.organization_id, to_char(d.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as decided,
      exists (select 1 from roster_plan p where p.list = m.list and p.applied_at is not null) as told,
      (select count(*)::int from delivery_entry e where e.member_id = m.id and e.removed_at is null) as held,
      to_char((select max(e.removed_at) from delivery_entry e where e.member_id = m.id) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as removed
    from member m join end_of_membership d on d.member_id = m.id where m.id = ${memberId} and m.left_on is not null`);
  const [row] = rows;
  if (row === undefined || !(maySeeMembers(viewer, row.list) || represents(viewer, row.organization_id))) return null;
  const decidedAt = new Date(row.decided);
  if (!row.told || row.held > 0) return { decidedAt, effectiveAt: null };
  return { decidedAt, effectiveAt: row.removed === null ? decidedAt : new Date(row.removed) };
}

type Row = { list: string; organization_id: string; decided: string; told: boolean; held: number; removed: string | null };
