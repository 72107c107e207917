import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type ApplicationStatus, openStatuses } from "@/lib/application/lifecycle";
import { chairedApplications, viewerRecused } from "@/lib/application/queries/conflict";
import { type Actor, hasCommitteeRole, isPerson, type Person } from "@/lib/kernel/actor";
import { type Day, momentOf } from "@/lib/kernel/calendar";
import type { DecisionClock } from "@/lib/list/clock";
import type { ListDefinition } from "@/lib/list/definition";
import { withoutChair } from "@/lib/organization/queries/without-chair";
import { type NextAction, nextAction } from "../next-action";
import { mayChair, mayReadAnswers, mayReadSummary, type UnderReview } from "../permissions";
import type { DecisionOutcome, FindingVerdict } from "../words";
import { type CriterionProgress, clockOf, type FactsRow, factsOf, progressFor, roundState, routingInputs } from "./facts";

/** One application as it is read by a person of its committee; what the other queries of this folder begin with. */
export type Opened = {
  readonly viewer: Person;
  readonly list: ListDefinition;
  readonly row: FactsRow & { readonly organization_id: string };
  readonly subject: UnderReview;
};

/**
 * The application for a viewer with a role on its list, or null: no role, another list, a draft and nothing at all are the same.
 * `subject` contains whether the viewer is recused; callers check a permission with it.
 */
export async function openForReview(viewer: Actor, list: ListDefinition, reference: string): Promise<Opened | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<Opened["row"]>(sql`
    select ${factsOf(viewer)}, ${viewerRecused(viewer)} as recused, a.organization_id,
      ${await withoutChair(database(), { viewer, list, about: chairedApplications })} as without_chair
    from application a
    where a.reference = ${reference} and a.list = ${list.slug} and a.submitted_at is not null
      and exists (select 1 from committee_role s where s.list = a.list and s.person_id = ${viewer.personId} and s.revoked_at is null)`);
  const [row] = rows;
  return row === undefined
    ? null
    : { viewer, list, row, subject: { list: list.slug, recused: row.recused, withoutChair: row.without_chair } };
}

type Head = {
  readonly reference: string;
  readonly organization: string;
  readonly status: ApplicationStatus;
  readonly submittedOn: Day;
  readonly decidedAt: Date | null;
  readonly clock: DecisionClock;
};

export type CriterionForReviewer = CriterionProgress & {
  readonly number: number;
  /** The viewer's own finding, and whether the answer was changed since. */
  readonly mine: FindingVerdict | null;
  readonly mineStale: boolean;
};

export type ApplicationForReview =
  /** The viewer recused: that it exists, and nothing else. */
  | { readonly view: "recused"; readonly reference: string }
  /** Administrators and auditors: name, state and dates. */
  | (Head & { readonly view: "summary" })
  | (Head & {
      readonly view: "full";
      readonly nextAction: NextAction;
      readonly criteria: readonly CriterionForReviewer[];
      readonly assigned: boolean;
      readonly sent: boolean;
      readonly round: "none" | "open" | "closed";
      readonly decision: { readonly outcome: DecisionOutcome; readonly released: boolean } | null;
      /** No decision was made yet: findings, questions and votes are still possible. */
      readonly deciding: boolean;
      readonly unroutable: boolean;
      readonly chairs: boolean;
    });

/** The header of every page about an application, as far as the viewer may see it. Null for everybody without a role. */
export async function applicationForReview(
  viewer: Actor,
  list: ListDefinition,
  { reference, today }: { reference: string; today: Day },
): Promise<ApplicationForReview | null> {
  const opened = await openForReview(viewer, list, reference);
  return opened === null ? null : headOf(opened, today);
}

function headOf({ viewer, list, row, subject }: Opened, today: Day): ApplicationForReview | null {
  if (!mayReadSummary(viewer, subject)) return { view: "recused", reference: row.reference };
  const head = {
    reference: row.reference,
    organization: row.organization_name,
    status: row.status,
    submittedOn: row.submitted_on,
    decidedAt: momentOf(row.decided_at),
    clock: clockOf(list, row, today),
  };
  if (!mayReadAnswers(viewer, subject)) return { view: "summary", ...head };
  const progress = progressFor(viewer, list, row);
  const chairs = mayChair(viewer, subject);
  return {
    view: "full",
    ...head,
    nextAction: nextAction(routingInputs(viewer, row, { mayReview: true, chairs, today, progress, clock: head.clock })),
    criteria: progress.map((each, index) => {
      const mine = row.findings.find(({ person, criterion }) => person === viewer.personId && criterion === each.key);
      const answer = row.answers.find(({ criterion }) => criterion === each.key);
      return {
        ...each,
        number: index + 1,
        mine: mine?.verdict ?? null,
        mineStale: mine !== undefined && answer !== undefined && mine.version < answer.version,
      };
    }),
    assigned: row.assigned,
    sent: row.sent,
    round: roundState(row),
    decision: row.decision,
    deciding: row.decision === null && (openStatuses as readonly string[]).includes(row.status),
    unroutable: row.unroutable,
    chairs,
  };
}

/** The lists on which the viewer has a role, by slug. */
export function listsOf(viewer: Person, lists: readonly ListDefinition[]): readonly ListDefinition[] {
  return lists.filter(({ slug }) => hasCommitteeRole(viewer, slug, "reviewer", "chair", "administrator", "auditor"));
}
