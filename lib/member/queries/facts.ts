import { type SQL, sql } from "drizzle-orm";
import { referenceOrder } from "@/db/schema/reference-order";
import { aliasDisownedAt, aliasQuickAt } from "@/lib/alias/queries/in-use";

/** The day of a moment, in UTC. */
const day = (moment: string) => sql.raw(`(${moment} at time zone 'UTC')::date`);

/** The day on which the alias was asked about the re-check `k`, while nobody waits for the committee yet: everything is still true, no machine and no removal says otherwise, and the alias was asked. */
export const aliasAskedOn: SQL = sql`(select max(${day("y.asked_at")}) from alias_check y
  where k.status = 'answered' and y.subject_kind = 'recheck' and y.subject_id = k.id
    and not exists (select 1 from alias_check z where z.subject_kind = 'recheck' and z.subject_id = k.id
      and (z.answered_at is not null or z.disowned_at is not null))
    and not exists (select 1 from recheck_answer s where s.recheck_id = k.id and s.says <> 'still-true')
    and not exists (select 1 from email t where t.subject_kind = 'recheck' and t.subject_id = k.id and t.kind = 'recheck-answered'
      and t.created_at >= k.answered_at))`;

/** The day from which the grace period counts, as \`contactability\` and \`graceEndsOn\` (recheck) say it: a delivered email, or a conversation, after the due day. */
const graceFrom = sql`coalesce(k.grace_from, (select min(notified.on_day) from (
    select ${day("t.delivered_at")} as on_day from email t where t.subject_kind = 'recheck' and t.subject_id = k.id
      and t.kind in ('recheck-opened', 'recheck-reminder', 'recheck-due', 'recheck-grace-period', 'alias-check')
      and ${day("t.created_at")} > k.due_on + k.paused_days
      and t.delivered_at is not null and t.bounced_at is null and t.complained_at is null and t.suppressed_at is null
    union all select c.spoke_on from recheck_contact c where c.recheck_id = k.id and c.spoke_on > k.due_on + k.paused_days) notified))`;

/** The day on which the member was told of the removal \`v\`, as \`heardOn\` (removal) says it. */
const notifiedOn = sql`least(v.spoken_on, (select min(${day("t.delivered_at")}) from email t where t.subject_kind = 'removal' and t.subject_id = v.id
  and t.kind = 'removal-proposed' and t.delivered_at is not null and t.bounced_at is null and t.complained_at is null and t.suppressed_at is null))`;

/** What the member sent since its removal `v` was proposed, a `Received`, as `reasonFacts` (removal) reads it for one removal. */
export const received: SQL = sql`jsonb_build_object(
  'reasons', coalesce((select jsonb_agg(jsonb_build_object('criterion', g.criterion, 'basis', g.basis) order by g.criterion)
    from removal_reason g where g.removal_id = v.id and g.struck_at is null), '[]'),
  'rechecks', coalesce((select jsonb_agg(jsonb_build_object('reference', c.reference, 'status', c.status, 'criteria', to_jsonb(c.criteria),
      'answeredOn', ${day("c.answered_at")}, 'endedOn', c.ended_on) order by c.answered_at)
    from recheck c where c.member_id = v.member_id and c.answered_at is not null and (c.status = 'answered' or c.answered_at >= v.proposed_at)), '[]'),
  'answers', coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'draft', n.draft, 'answeredOn', ${day("n.answered_at")})
      order by n.criterion) from member_answer n where n.member_id = v.member_id and n.answered_at >= v.proposed_at and n.verdict is null
    and exists (select 1 from removal_reason g where g.removal_id = v.id and g.criterion = n.criterion and g.struck_at is null)), '[]'),
  'evidence', coalesce((select jsonb_agg(jsonb_build_object('criterion', e.criterion, 'submittedOn', ${day("e.submitted_at")}) order by e.submitted_at)
    from removal_evidence e where e.removal_id = v.id and e.answered_at is null), '[]'))`;

/** What is open about the member \`m\`, an \`OpenItems\`. */
const openOpenTasks = sql`jsonb_build_object(
  'recheck', (select jsonb_build_object('reference', k.reference, 'status', k.status, 'dueOn', k.due_on, 'pausedDays', k.paused_days,
      'pausedOn', k.paused_on, 'graceFrom', ${graceFrom}, 'aliasAskedOn', ${aliasAskedOn}, 'questionDueOn',
      (select max(q.due_on) from recheck_question q where q.recheck_id = k.id and q.answered_at is null and q.closed_at is null))
    from (select n.* from recheck n where n.member_id = m.id and m.left_on is null
      order by n.status in ('open', 'answered') desc, n.opened_on desc, ${referenceOrder(sql`n.reference`)} desc limit 1) k
    where k.status in ('open', 'answered') or (k.status = 'expired'
      and not exists (select 1 from removal v where v.recheck_id = k.id and v.status = 'stopped'))),
  'removal', (select jsonb_build_object('reference', v.reference, 'status', v.status,
      'forSilence', m.left_on is null and exists (
        select 1 from removal_reason g where g.removal_id = v.id and g.struck_at is null and g.basis = 'silence'), 'toldOn', ${day("v.told_at")}, 'carryOutOn', v.carry_out_on,
      'notifiedOn', ${notifiedOn}, 'held', v.status = 'agreed' and v.on_hold_at is not null and v.released_at is null,
      'received', ${received},
      'carriedOutOn', ${day("v.carried_out_at")},
      'appeal', (select case when a.decided_at is null then 'open' else 'decided' end from appeal a where a.removal_id = v.id),
      'reasons', coalesce((select jsonb_agg(g.criterion order by g.criterion) from removal_reason g where g.removal_id = v.id and g.struck_at is null), '[]'))
    from removal v where v.member_id = m.id
      and (v.status in ('proposed', 'agreed') or (m.left_on is not null and v.status = 'carried-out'))
    order by v.proposed_at desc limit 1),
  'pause', (select jsonb_build_object('confirmByOn', ${day("p.confirm_by")}, 'confirmed', p.confirmed_at is not null, 'inEffect',
      coalesce((select bool_and(e.removed_at is not null) from delivery_entry e where e.member_id = m.id), false))
    from delivery_pause p where p.member_id = m.id and p.ended_at is null),
  'offList', m.left_on is null and exists (select 1 from delivery_entry e where e.member_id = m.id)
    and exists (select 1 from contact_alias l where l.member_id = m.id and l.until_at is null and l.answered_at is not null)
    and not exists (select 1 from contact_alias l join delivery_entry e on e.member_id = l.member_id and lower(e.address) = lower(l.address)
      and e.removed_at is null where l.member_id = m.id and l.until_at is null and l.answered_at is not null),
  'accessRecovery', (select jsonb_build_object('reference', u.reference, 'waitsUntilOn', ${day("u.waits_until")})
    from access_recovery u where u.member_id = m.id and u.status = 'open' order by u.waits_until nulls last, u.asked_at, u.id limit 1),
  'join', (select jsonb_build_object('askedOn', ${day("j.asked_at")}, 'escalated', j.escalated_at is not null)
    from join_request j where j.member_id = m.id and j.answered_at is null order by j.asked_at limit 1),
  'aliasChange', (select jsonb_build_object('reference', x.reference, 'status', x.status,
      'answerByOn', ${day("x.answer_by")}, 'waitsUntilOn', ${day("x.waits_until")}, 'awaitsAgreement', x.needs_agreement and x.agreed_at is null,
      'oddAnswer', 'odd-answer' = any(x.flags))
    from alias_change x where x.member_id = m.id and x.status in ('asked', 'waiting', 'moving')),
  'change', (select jsonb_build_object('reference', g.reference)
    from member_change g where g.member_id = m.id and g.decided_at is null),
  'alias', jsonb_build_object(
    'disowned', exists (select 1 from contact_alias l where l.member_id = m.id and l.until_at is null and ${aliasDisownedAt} is not null
      and not exists (select 1 from alias_change going where going.old_alias_id = l.id and going.status = 'moving')),
    'answeredQuickly', exists (select 1 from contact_alias l where l.member_id = m.id and l.until_at is null and ${aliasQuickAt} is not null),
    'askedOn', (select max(${day("asks.asked_at")}) from contact_alias l join alias_check asks on asks.member_id = m.id and lower(asks.address) = lower(l.address)
      where l.member_id = m.id and l.until_at is null and asks.ended_at is null and asks.answered_at is null)))`;

/**
 * The facts of the member `m` as one column, JSON whose days are texts: `select m.id, ${memberFacts} as facts from member m ...`
 * gives a `StatusFacts` per row. Each part is an index lookup, so that a page of members needs one query; the caller has to
 * limit the page.
 */
export const memberFacts: SQL = sql`jsonb_build_object(
  'since', m.since_on, 'leftOn', m.left_on, 'nextRecheckOn', m.next_recheck_on,
  'leavesOn', (select d.on_day from end_of_membership d where d.member_id = m.id and m.left_on is null and d.kind = 'left'),
  'removalOn', (select v.carry_out_on from removal v where v.member_id = m.id and v.status = 'agreed'),
  'pausedOn', (select (p.paused_at at time zone 'UTC')::date from delivery_pause p where p.member_id = m.id and p.ended_at is null),
  'aliasAnswered', coalesce((select bool_and(l.answered_at is not null) from contact_alias l where l.member_id = m.id and l.until_at is null), false),
  'answers', coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'version', n.criterion_version,
      'confirmedOn', n.confirmed_on, 'confirmedBy', n.confirmed_by, 'verdict', n.verdict, 'decidedOn', greatest(
      case when n.verdict is not null then ${day("n.verdict_at")} end,
      (select max(k.ended_on) from recheck k join recheck_answer s on s.recheck_id = k.id and s.criterion = n.criterion
        where k.member_id = n.member_id and k.status in ('passed', 'failed'))), 'policyVersion', n.draft ->> 'policyVersion') order by n.criterion)
    from member_answer n where n.member_id = m.id), '[]'),
  'recheck', (select jsonb_build_object('criteria', to_jsonb(k.criteria), 'said', coalesce((select jsonb_agg(
        jsonb_build_object('criterion', s.criterion, 'says', s.says) order by s.criterion) from recheck_answer s where s.recheck_id = k.id and k.answered_at is not null), '[]'))
    from recheck k where k.member_id = m.id and k.status in ('open', 'answered')),
  'found', coalesce((select jsonb_agg(jsonb_build_object('name', look.name, 'result', last.result, 'on', (last.checked_at at time zone 'UTC')::date)
      order by look.name) from unnest(array['delivery', 'mail-domain', 'sister-list']) look (name)
    cross join lateral (select e.result, e.checked_at from evidence_check e where e.member_id = m.id and e.name = look.name
      order by e.checked_at desc limit 1) last), '[]'),
  'open', ${openOpenTasks})`;

/** Whether a removal of a member is proposed or agreed. */
export function removalIsOpen(memberId: SQL): SQL {
  return sql`exists (select 1 from removal v where v.member_id = ${memberId} and v.status in ('proposed', 'agreed'))`;
}
