import { type SQL, sql } from "drizzle-orm";
import { hasCommitteeRole, type Person } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { decidesOn } from "@/lib/organization/queries/approvers";
import { conflictChangeAsked, waiverAsked } from "./facts";

/** The day, and whether the viewer acts as chair for the application `a` because no eligible one is left. */
type Now = { readonly today: Day; readonly standsIn: SQL };

/**
 * The positions of applications that may wait for the viewer, in the order of the queue, each once. Every part starts from
 * an index that contains only what is not done yet. Those that can be long have the queue's order in their index, and the condition
 * for each of their rows has an `offset 0`, which keeps the planner from evaluating it for all rows at once; and `distinct on` is never
 * hashed. So the cost depends on what a page reads and not on how much waits. `isAction` says which of them need an action.
 * After sending, an answer changes only through a question, so only applications with a question since the review are searched
 * for findings that became stale.
 */
export function possibleActions(viewer: Person, { slug: list }: ListDefinition, { today, standsIn }: Now): SQL {
  const me = sql`${viewer.personId}::uuid`;
  const stillDecides = decidesOn({ person: sql`x.asked_by`, list: sql`${list}` });
  const parts: SQL[] = [];
  if (hasCommitteeRole(viewer, list, "reviewer", "chair")) {
    const noVoteIsOver = sql`not exists (select 1 from vote_round v
      where v.application_id = w.application_id and v.closed_at is not null and v.resolved_at is null offset 0)`;
    parts.push(sql`review_assignment w
      where w.person_id = ${me} and w.list = ${list} and w.released_at is null and w.reviewed_at is null and ${noVoteIsOver}`);
    parts.push(sql`review_assignment w
      where w.person_id = ${me} and w.list = ${list} and w.released_at is null and w.reviewed_at is not null and exists (
        select 1 from information_request q where q.application_id = w.application_id and coalesce(q.answered_at, q.closed_at) >= w.reviewed_at and ${noVoteIsOver}
          and exists (select 1 from finding f join answer n on n.application_id = f.application_id and n.criterion = f.criterion
            where f.application_id = w.application_id and f.person_id = ${me} and f.answer_version < n.version) offset 0)`);
    parts.push(sql`vote_round w where w.list = ${list} and w.closed_at is null and (coalesce(w.change_asked_by <> ${me}, false) and ${decidesOn({ person: sql`w.change_asked_by`, list: sql`w.list` })}
      or not exists (select 1 from vote b where b.round_id = w.id and b.person_id = ${me} offset 0))`);
    parts.push(fromApplication(list, sql`waiver x`, sql`x.agreed_at is null and x.asked_by <> ${me} and ${stillDecides}`));
    parts.push(sql`(select o.id as application_id, o.decision_due_on from conflict_change x join application o on o.organization_id = x.organization_id and o.list = x.list
      where x.list = ${list} and x.agreed_at is null and x.asked_by <> ${me} and x.person_id <> ${me} and ${stillDecides}
        and o.status in ('submitted', 'information_requested')) w`);
  }
  if (hasCommitteeRole(viewer, list, "chair", "reviewer")) {
    const asChair = hasCommitteeRole(viewer, list, "chair")
      ? sql`true`
      : sql`exists (select 1 from application a where a.id = w.application_id and ${standsIn} offset 0)`;
    parts.push(sql`vote_round w where w.list = ${list} and w.closed_at is not null and w.resolved_at is null and ${asChair}`);
    parts.push(sql`${fromApplication(list, sql`routing_trouble x`, sql`x.ended_at is null`)} where ${asChair}`);
    parts.push(sql`${fromApplication(list, sql`information_request x`, overdue(today))} where ${asChair}`);
  }
  if (parts.length === 0) return sql`select null::date as decision_due_on, null::uuid as application_id where false`;
  const sorted = parts.map(
    (part) => sql`(select w.decision_due_on, w.application_id from ${part} order by w.decision_due_on, w.application_id)`,
  );
  return sql`select distinct on (decision_due_on, application_id) decision_due_on, application_id from (${sql.join(sorted, sql` union all `)}) part
    order by decision_due_on, application_id offset 0`;
}

/**
 * Whether a possible action on the application `a` is one: nothing is decided, and the applicant is not asked anything. During a
 * question a chair closes one that is overdue, a second person agrees, and reviewers assess the criteria it is not about.
 */
export function isAction(viewer: Person, list: ListDefinition, { today, standsIn }: Now): SQL {
  const late = sql`exists (select 1 from information_request x where x.application_id = a.id and ${overdue(today)})`;
  const during = [
    ...(hasCommitteeRole(viewer, list.slug, "chair") ? [late] : [sql`(${late} and ${standsIn})`]),
    ...(hasCommitteeRole(viewer, list.slug, "reviewer", "chair") ? [secondAsked(viewer), assessableNow(viewer, list)] : []),
  ];
  const onward = during.length === 0 ? sql`false` : sql`(${sql.join(during, sql` or `)})`;
  return sql`(a.status = 'submitted' or (a.status = 'information_requested' and ${onward}))
    and not exists (select 1 from decision d where d.application_id = a.id and d.taken_back_at is null)`;
}

function secondAsked({ personId }: Person): SQL {
  const me = sql`${personId}::uuid`;
  return sql`(${waiverAsked(me)} or ${conflictChangeAsked(me)}
    or coalesce((select v.closed_at is null and v.change_asked_by <> ${me} and ${decidesOn({ person: sql`v.change_asked_by`, list: sql`v.list` })} from vote_round v
      where v.application_id = a.id order by v.opened_at desc, v.id desc limit 1), false))`;
}

/** The viewer has the application, and a criterion without an open question still lacks a finding of theirs on its last answer. */
function assessableNow({ personId }: Person, { criteria }: ListDefinition): SQL {
  const asked = criteria.map(
    ({ key, since, until, onlyFor }) => sql`(${key}::text, ${since}::date, ${until ?? null}::date, ${onlyFor === undefined}::boolean)`,
  );
  return sql`(exists (select 1 from review_assignment s where s.application_id = a.id and s.person_id = ${personId}::uuid and s.released_at is null)
    and coalesce((select v.closed_at is null from vote_round v where v.application_id = a.id order by v.opened_at desc, v.id desc limit 1), true)
    and exists (select 1 from (values ${sql.join(asked, sql`, `)}) c (key, since, until, always)
      left join answer n on n.application_id = a.id and n.criterion = c.key
      where c.since <= a.criteria_on and (c.until is null or a.criteria_on < c.until) and (c.always or n.version is not null)
        and not exists (select 1 from finding f where f.application_id = a.id and f.criterion = c.key
          and f.person_id = ${personId}::uuid and f.answer_version >= coalesce(n.version, 0))
        and not exists (select 1 from information_request q where q.application_id = a.id and q.criterion = c.key
          and q.answered_at is null and q.closed_at is null)))`;
}

function overdue(today: Day): SQL {
  return sql`x.answered_at is null and x.closed_at is null and x.due_on < ${today}::date`;
}

/** A part that is always short and takes its position from the application. */
function fromApplication(list: string, from: SQL, where: SQL): SQL {
  return sql`(select o.id as application_id, o.decision_due_on from ${from} join application o on o.id = x.application_id
    where o.list = ${list} and o.status in ('submitted', 'information_requested') and ${where}) w`;
}
