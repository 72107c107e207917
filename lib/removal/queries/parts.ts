import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Day, dayOf, momentOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { actions, type OpenTask } from "@/lib/member/open-task";
import type { Unread } from "@/lib/member/unread";
import { reasonFacts } from "../commands/reason-facts";
import type { ReasonBasis, RemovalStatus } from "../lifecycle";
import { reasonTitle } from "../possible-reasons";
import { reasonsThatHold } from "../reasons";

/** One reason with what it is called. */
export type ReasonView = {
  readonly criterion: string;
  readonly title: string;
  readonly basis: ReasonBasis;
  readonly reason: string;
  readonly whatWouldHelp: string;
  /** Why it no longer holds; null while it does. */
  readonly struckBecause: string | null;
};

/** A piece of evidence that the member submitted against a reason. */
export type EvidenceView = {
  readonly id: string;
  readonly criterion: string;
  readonly content: string;
  readonly by: string;
  readonly at: Date;
  readonly answeredAt: Date | null;
  readonly outcome: "stands" | "struck" | null;
  readonly answer: string;
};

/** What both sides read of the removal `r`, as columns; `personId` is who asks. */
export const removalColumns = (personId: string): SQL => sql`r.id, r.reference, r.status, r.carry_out_on, r.stopped_because,
  ${momentText("r.proposed_at")} as proposed_at, ${momentText("r.told_at")} as told_at, ${momentText("r.second_at")} as second_at,
  ${momentText("r.stopped_at")} as stopped_at, ${momentText("r.carried_out_at")} as carried_out_at,
  ${evidenceColumn} as evidence, ${reasonsColumn} as reasons, ${appealColumn(personId)} as appeal`;

/** A row of these columns. As it arrives in JSON: moments are texts. */
export type RemovalRow = {
  readonly id: string;
  readonly reference: string;
  readonly status: RemovalStatus;
  readonly carry_out_on: string;
  readonly stopped_because: string | null;
  readonly proposed_at: string;
  readonly told_at: string | null;
  readonly second_at: string | null;
  readonly stopped_at: string | null;
  readonly carried_out_at: string | null;
  readonly evidence: readonly ToldEvidence[];
  readonly reasons: readonly Omit<ReasonView, "title">[];
  readonly appeal: ToldAppeal | null;
};

/** What both sides see of a removal, whatever else they may read. */
export function removalView(list: ListDefinition, row: RemovalRow) {
  return {
    reference: row.reference,
    status: row.status,
    proposedAt: new Date(row.proposed_at),
    toldAt: momentOf(row.told_at),
    carryOutOn: row.carry_out_on,
    stoppedAt: momentOf(row.stopped_at),
    stoppedBecause: row.stopped_because,
    carriedOutAt: momentOf(row.carried_out_at),
    reasons: row.reasons.map((each) => ({ ...each, title: reasonTitle(list, each.criterion) })),
    evidence: row.evidence.map(evidenceView),
  };
}

/** What the member sent since its removal was proposed, and what of it the committee has not read. */
export type Received = {
  readonly answered: readonly { readonly reference: string; readonly on: Day; readonly status: string }[];
  readonly unread: readonly Unread[];
};

/** Reads what the member of a removal sent. Checks no permission: for queries that have. */
export async function receivedFor(list: ListDefinition, { id, memberId, proposedAt, reasons, today }: Which): Promise<Received> {
  const inForce = reasons.filter(({ struckBecause }) => struckBecause === null);
  const facts = await reasonFacts(database(), { id, memberId, proposedAt, reasons: inForce });
  const answered = facts.rechecks.map(({ reference, answeredAt, status }) => ({ reference, on: dayOf(answeredAt), status }));
  return { answered, unread: reasonsThatHold(facts, list, today).unread };
}

type Which = {
  readonly today: Day;
  readonly id: string;
  readonly memberId: string;
  readonly proposedAt: Date;
  readonly reasons: readonly Omit<ReasonView, "title">[];
};

/** The evidence against the removal `r`, oldest first. */
const evidenceColumn: SQL = sql`coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'criterion', e.criterion, 'content', e.content,
  'by', (select coalesce(p.name, p.email) from person p where p.id = e.submitted_by), 'at', e.submitted_at, 'answeredAt', e.answered_at,
  'outcome', e.outcome, 'answer', e.answer) order by e.submitted_at, e.id) from removal_evidence e where e.removal_id = r.id), '[]')`;

/** As it arrives in JSON: moments are texts. */
type ToldEvidence = Omit<EvidenceView, "at" | "answeredAt"> & { readonly at: string; readonly answeredAt: string | null };

function evidenceView({ at, answeredAt, ...rest }: ToldEvidence): EvidenceView {
  return { ...rest, at: new Date(at), answeredAt: momentOf(answeredAt) };
}

export type AppealView = {
  readonly words: string;
  readonly at: Date;
  readonly by: string;
  readonly decidedAt: Date | null;
  readonly outcome: "upheld" | "turned-down" | null;
  /** Who has read it so far; their verdicts are not shown until it is decided. */
  readonly readers: readonly {
    readonly name: string;
    readonly isViewer: boolean;
    readonly verdict: "agree" | "object" | null;
    readonly reason: string | null;
  }[];
};

/** As it arrives in JSON: moments are texts. */
type ToldAppeal = Omit<AppealView, "at" | "decidedAt"> & { readonly at: string; readonly decidedAt: string | null };

/** The reasons of the removal `r`. */
const reasonsColumn: SQL = sql`coalesce((select jsonb_agg(jsonb_build_object('criterion', g.criterion, 'reason', g.reason, 'whatWouldHelp', g.what_would_help,
  'basis', g.basis, 'struckBecause', g.struck_because)
  order by g.criterion) from removal_reason g where g.removal_id = r.id), '[]')`;

/** Emails that told the member of the removal `r`. */
export const emailsColumn: SQL = sql`coalesce((select jsonb_agg(jsonb_build_object('deliveredAt', t.delivered_at, 'bouncedAt', t.bounced_at,
  'complainedAt', t.complained_at, 'suppressedAt', t.suppressed_at))
  from email t where t.subject_kind = 'removal' and t.subject_id = r.id and t.kind = 'removal-proposed'), '[]')`;

/** Verdicts are shown once it is decided; until then only who has read it. */
const appealColumn = (
  personId: string,
): SQL => sql`(select jsonb_build_object('words', a.words, 'at', a.at, 'decidedAt', a.decided_at, 'outcome', a.outcome,
  'by', (select coalesce(p.name, p.email) from person p where p.id = a.person_id),
  'readers', coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.name, p.email), 'isViewer', g.person_id = ${personId}::uuid,
      'verdict', case when a.decided_at is null and g.person_id <> ${personId}::uuid then null else g.verdict end,
      'reason', case when a.decided_at is null and g.person_id <> ${personId}::uuid then null else g.reason end) order by g.at)
    from agreement g join person p on p.id = g.person_id where g.subject_kind = 'appeal' and g.subject_id = a.id), '[]'))
  from appeal a where a.removal_id = r.id)`;

/** A moment as a text that JavaScript reads, by the name of its column. */
export function momentText(column: string): SQL {
  return sql.raw(`to_char((${column}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}

export function appealView(appeal: ToldAppeal | null): AppealView | null {
  return appeal && { ...appeal, at: new Date(appeal.at), decidedAt: momentOf(appeal.decidedAt) };
}

/** Approving a removal, where the first approver is no longer eligible: a first one is needed again. */
export function withoutFirst(task: OpenTask): OpenTask {
  return task.action === actions.agree ? { ...task, action: actions.support } : task;
}
