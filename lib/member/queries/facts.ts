import { type SQL, sql } from "drizzle-orm";
import type { CriterionFacts, MembershipFacts } from "../standing";

/** What standing and flags are computed from, as `memberFacts` reads it. */
export type MemberFacts = Required<MembershipFacts> & CriterionFacts;

/**
 * The facts of the member `m` as one column, JSON whose days are texts: `select m.id, ${memberFacts} as facts from member m ...`
 * gives a `MemberFacts` per row. Each part is a look-up by an index, so that a page of members costs one query; the page has to
 * be bounded by whoever asks.
 */
export const memberFacts: SQL = sql`jsonb_build_object(
  'since', m.since_on, 'leftOn', m.left_on, 'nextRecheckOn', m.next_recheck_on,
  'leavesOn', (select d.on_day from departure d where d.member_id = m.id and m.left_on is null and d.kind = 'left'),
  'removalOn', (select r.carry_out_on from removal r where r.member_id = m.id and r.status = 'agreed'),
  'pausedOn', (select (p.paused_at at time zone 'UTC')::date from delivery_pause p where p.member_id = m.id and p.ended_at is null),
  'aliasAnswered', coalesce((select bool_and(l.answered_at is not null) from contact_alias l where l.member_id = m.id and l.until_at is null), false),
  'answers', coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'version', n.criterion_version,
      'confirmedOn', n.confirmed_on, 'confirmedBy', n.confirmed_by, 'verdict', n.verdict, 'policyVersion', n.draft ->> 'policyVersion') order by n.criterion)
    from member_answer n where n.member_id = m.id), '[]'),
  'recheck', (select jsonb_build_object('criteria', to_jsonb(k.criteria), 'said', coalesce((select jsonb_agg(
        jsonb_build_object('criterion', s.criterion, 'says', s.says) order by s.criterion) from recheck_answer s where s.recheck_id = k.id), '[]'))
    from recheck k where k.member_id = m.id and k.status in ('open', 'answered')),
  'found', coalesce((select jsonb_agg(jsonb_build_object('name', look.name, 'result', last.result, 'on', (last.checked_at at time zone 'UTC')::date)
      order by look.name) from unnest(array['delivery', 'mail-domain', 'sister-list']) look (name)
    cross join lateral (select e.result, e.checked_at from evidence_check e where e.member_id = m.id and e.name = look.name
      order by e.checked_at desc limit 1) last), '[]'))`;
