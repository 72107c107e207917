import { type SQL, sql } from "drizzle-orm";
import { agreeWithinDays } from "@/lib/alias/change-rules";

/** Alias changes whose own job was lost, or that were not ended. The commands check the rule again. */

/** `ends`: its time is over. Otherwise its new address starts to receive. */
export const dueAliasChanges = (now: Date): SQL => sql`
  select id, '' as list, case
      when status = 'asked' then true
      else needs_agreement and agreed_at is null end as ends
  from alias_change
  where (status = 'asked' and answer_by <= ${now.toISOString()}::timestamptz)
    or (status = 'waiting' and waits_until <= ${now.toISOString()}::timestamptz and (not needs_agreement or agreed_at is not null
      or waits_until <= ${now.toISOString()}::timestamptz - make_interval(days => ${agreeWithinDays})))`;

/** Answers, or "this is not ours", that nobody has carried on to the change. */
export const unfollowedAliasAnswers: SQL = sql`
  select k.id, '' as list, false as ends from alias_check k join alias_change c on c.id = k.subject_id
  where k.subject_kind = 'alias-change'
    and ((k.disowned_at is not null and (c.status in ('asked', 'waiting', 'moving')
        or (c.status = 'completed' and not exists (select 1 from sweep s where s.key = 'alias-change-disowned:' || c.id))))
      or (k.answered_at is not null and k.ended_at is null
        and (c.status = 'asked' or (c.status = 'moving' and k.asked_at >= c.moved_at and not k.check_by_hand))))`;

/** New addresses that receive and have not answered once more. The command asks at most once a week. */
export const movingAliasChanges: SQL = sql`select id, '' as list, false as ends from alias_change where status = 'moving'`;

/** Changes that outlived their membership. */
export const aliasChangesOfFormerMembers: SQL = sql`
  select c.member_id as id, '' as list, false as ends from alias_change c join member m on m.id = c.member_id
  where c.status in ('asked', 'waiting', 'moving') and m.left_on is not null`;
