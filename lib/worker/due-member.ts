import { type SQL, sql } from "drizzle-orm";
import type { Day } from "@/lib/kernel/calendar";

/** Who wanted to leave by today; days that were missed are caught up. */
export const dueLeavings = (today: Day): SQL => sql`
  select d.member_id as id, m.list, false as ends from end_of_membership d join member m on m.id = d.member_id
  where d.kind = 'left' and d.on_day <= ${today}::date and m.left_on is null`;

/** Nobody of the organization has answered yet. The command knows the list's days of silence and does nothing before them. */
export const openJoinRequests: SQL = sql`
  select j.id, '' as list, false as ends from join_request j where j.answered_at is null and j.escalated_at is null`;

/** The domain of an open access recovery is checked each day until it shows the proof. */
export const unprovedAccessRecoveries: SQL = sql`
  select s.id, s.list, false as ends from access_recovery s where s.status = 'open' and s.member_id is not null and s.domain_proved_at is null`;

/** The waiting period is over. The command counts the agreements and does nothing while one is missing. */
export const waitedAccessRecoveries = (now: Date): SQL => sql`
  select s.id, s.list, false as ends from access_recovery s where s.status = 'open' and s.waits_until <= ${now.toISOString()}::timestamptz`;
