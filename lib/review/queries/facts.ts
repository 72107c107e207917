import { type SQL, sql } from "drizzle-orm";
import type { ApplicationStatus } from "@/lib/application/lifecycle";
import type { Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { type DecisionClock, decisionClock } from "@/lib/list/clock";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { decidesOn } from "@/lib/organization/queries/approvers";
import type { RoutingInputs } from "../next-action";
import { isStale, jointVerdict, seesOthersFindings } from "../rules";
import type { DecisionOutcome, FindingVerdict, RoundOutcome } from "../words";

/** What the database knows of one application of a list, in one row. Not for pages: others' findings are in it. */
export type FactsRow = {
  id: string;
  reference: string;
  organization_name: string;
  status: ApplicationStatus;
  submitted_on: Day;
  criteria_on: Day;
  decision_due_on: Day;
  decided_at: string | null;
  recused: boolean;
  /** A reviewer acts as chair here: no eligible one is left. */
  without_chair: boolean;
  answers: readonly { criterion: string; version: number }[];
  findings: readonly { criterion: string; person: string; verdict: FindingVerdict; version: number }[];
  /** Who sent their findings and still counts. */
  senders: readonly string[];
  assigned: boolean;
  sent: boolean;
  round: { closed: boolean; outcome: RoundOutcome | null; voted: boolean; second: boolean; ends: string } | null;
  questions: readonly { criterion: string; from: Day; to: Day | null; due: Day }[];
  decision: { outcome: DecisionOutcome; released: boolean } | null;
  unroutable: boolean;
  /** Somebody else asks to waive a criterion, or to change a conflict of interest. */
  asked: boolean;
};

/** The columns of a FactsRow for the application `a` and one viewer. Each is one index lookup by the application. */
export function factsOf(viewer: Pick<Person, "personId">): SQL {
  const me = sql`${viewer.personId}::uuid`;
  return sql`a.id, a.reference, a.organization_name, a.status, (a.submitted_at at time zone 'UTC')::date::text as submitted_on, a.criteria_on::text, a.decision_due_on::text,
    to_char(a.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as decided_at,
    coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'version', n.version)) from answer n where n.application_id = a.id), '[]') as answers,
    coalesce((select jsonb_agg(jsonb_build_object('criterion', f.criterion, 'person', f.person_id, 'verdict', f.verdict, 'version', f.answer_version))
      from finding f where f.application_id = a.id), '[]') as findings,
    coalesce((select jsonb_agg(s.person_id) from review_assignment s where s.application_id = a.id and s.reviewed_at is not null
      and (s.released_at is null or s.released_because = 'ended')), '[]') as senders,
    exists (select 1 from review_assignment r where r.application_id = a.id and r.person_id = ${me} and r.released_at is null) as assigned,
    exists (select 1 from review_assignment r where r.application_id = a.id and r.person_id = ${me} and r.released_at is null and r.reviewed_at is not null) as sent,
    (select jsonb_build_object('ends', v.closes_at, 'closed', v.closed_at is not null, 'outcome', v.outcome,
      'voted', exists (select 1 from vote b where b.round_id = v.id and b.person_id = ${me}),
      'second', v.closed_at is null and coalesce(v.change_asked_by <> ${me}, false) and ${decidesOn({ person: sql`v.change_asked_by`, list: sql`v.list` })})
      from vote_round v where v.application_id = a.id order by v.opened_at desc, v.id desc limit 1) as round,
    coalesce((select jsonb_agg(jsonb_build_object('criterion', q.criterion, 'from', (q.asked_at at time zone 'UTC')::date, 'to', (coalesce(q.answered_at, q.closed_at) at time zone 'UTC')::date, 'due', q.due_on))
      from information_request q where q.application_id = a.id), '[]') as questions,
    (select jsonb_build_object('outcome', d.outcome, 'released', d.released_at is not null) from decision d where d.application_id = a.id and d.taken_back_at is null) as decision,
    exists (select 1 from routing_trouble t where t.application_id = a.id and t.ended_at is null) as unroutable,
    (${waiverAsked(me)} or ${conflictChangeAsked(me)}) as asked`;
}

/** Somebody other than `me`, who still may decide, asks to waive a criterion of the application `a`. */
export function waiverAsked(me: SQL): SQL {
  return sql`exists (select 1 from waiver waiving where waiving.application_id = a.id and waiving.agreed_at is null and waiving.asked_by <> ${me}
    and ${decidesOn({ person: sql`waiving.asked_by`, list: sql`a.list` })})`;
}

/** The same, to change the conflict of interest of a third person regarding the organization. */
export function conflictChangeAsked(me: SQL): SQL {
  return sql`exists (select 1 from conflict_change changing where changing.list = a.list and changing.organization_id = a.organization_id and changing.agreed_at is null
    and changing.asked_by <> ${me} and changing.person_id <> ${me} and ${decidesOn({ person: sql`changing.asked_by`, list: sql`a.list` })})`;
}

/** One criterion as the viewer may see it reviewed: by all whose findings are open to them. */
export type CriterionProgress = {
  readonly key: string;
  readonly title: string;
  readonly verdict: FindingVerdict | null;
  readonly stale: boolean;
};

/** The criteria that were asked and what the viewer may see of their findings. Others' stay out until they are open. */
export function progressFor(viewer: Pick<Person, "personId">, list: ListDefinition, row: FactsRow): readonly CriterionProgress[] {
  const open = seesOthersFindings({ assigned: row.assigned, sent: row.sent, round: roundState(row) });
  const visible = row.findings.filter(({ person }) => person === viewer.personId || (open && row.senders.includes(person)));
  return criteriaInForce(list, row.criteria_on)
    .filter(({ key, onlyFor }) => onlyFor === undefined || row.answers.some(({ criterion }) => criterion === key))
    .map(({ key, title }) => {
      const found = visible.filter(({ criterion }) => criterion === key);
      const answer = row.answers.find(({ criterion }) => criterion === key);
      return { key, title, verdict: jointVerdict(found), stale: found.some(({ version }) => isStale({ answerVersion: version }, answer)) };
    });
}

type Standing = {
  readonly mayReview: boolean;
  readonly chairs: boolean;
  readonly today: Day;
  readonly progress: readonly CriterionProgress[];
  readonly clock: DecisionClock;
};

/** The facts from which the viewer's next action follows. */
export function routingInputs(
  viewer: Pick<Person, "personId">,
  row: FactsRow,
  { mayReview, chairs, today, progress, clock }: Standing,
): RoutingInputs {
  const mine = row.findings.filter(({ person }) => person === viewer.personId);
  const stale = mine.filter(({ criterion, version }) =>
    isStale(
      { answerVersion: version },
      row.answers.find((answer) => answer.criterion === criterion),
    ),
  );
  const toAssess = progress.filter(
    ({ key }) => !mine.some(({ criterion }) => criterion === key) || stale.some(({ criterion }) => criterion === key),
  );
  const asked = row.questions.filter(({ to }) => to === null).map(({ criterion }) => criterion);
  return {
    status: row.status,
    mayReview,
    chairs,
    assigned: row.assigned,
    sent: row.sent,
    unassessed: progress.filter(({ key }) => !mine.some(({ criterion }) => criterion === key)).length,
    stale: stale.length,
    assessableNow: toAssess.filter(({ key }) => !asked.includes(key)).length,
    round: roundState(row),
    roundOutcome: row.round?.outcome ?? null,
    voted: row.round?.voted ?? false,
    secondAsked: row.asked || (row.round?.second ?? false),
    decision: row.decision,
    unroutable: row.unroutable,
    voteEndsOn: row.round === null || row.round.closed ? null : dayOf(new Date(row.round.ends)),
    decisionDueOn: clock.running ? clock.dueOn : null,
    questionOverdue: row.questions.some(({ to, due }) => to === null && due < today),
  };
}

/** How much of the promised time is used; it ends with the decision. */
export function clockOf(list: ListDefinition, row: FactsRow, today: Day): DecisionClock {
  const until = row.decided_at === null ? today : dayOf(new Date(row.decided_at));
  const stops = row.questions.map(({ from, to }) => ({ from, to }));
  return decisionClock({ submittedOn: row.submitted_on, today: until, stops, rule: list.decision });
}

export function roundState({ round }: Pick<FactsRow, "round">): "none" | "open" | "closed" {
  return round === null ? "none" : round.closed ? "closed" : "open";
}
