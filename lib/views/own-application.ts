import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasCheckState } from "@/lib/alias/rules";
import { aliasProgress } from "@/lib/application/alias-progress";
import type { AliasState, ApplicantView } from "@/lib/application/applicant-view";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import { type ReadCriterion, readAll, typedAlias } from "@/lib/application/reading";
import { unplacedShown } from "@/lib/application/rules";
import { type Actor, personIdOf } from "@/lib/kernel/actor";
import { dayOf, momentOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import { listOf } from "@/lib/organization/commands/list-of";

type Row = Record<string, unknown> & {
  view: Omit<Told<ApplicantView>, "alias" | "aliasProgress" | "aliasAddress" | "today"> & {
    alias: (Told<Omit<AliasState, "state">> & { endedAt: string | null; disownedAt: string | null; attempts: number }) | null;
  };
};

/** As a type arrives in JSON: moments are texts. */
type Told<T> = T extends Date
  ? string
  : T extends readonly (infer Each)[]
    ? Told<Each>[]
    : T extends object
      ? { [K in keyof T]: Told<T[K]> }
      : T;

/**
 * The application as its contact sees it, in one query; null for everybody else, whether it exists or not. Of the waiting parts of an email
 * only the first are read, unless the caller shows all of them.
 */
export async function applicationForApplicant(
  viewer: Actor,
  reference: string,
  unplaced: { readonly parts: number; readonly characters: number } = unplacedShown,
): Promise<ApplicantView | null> {
  const me = personIdOf(viewer);
  if (me === null || !/^\d{4}-\d{3,9}$/.test(reference)) return null;
  const { rows } = await database().execute<Row>(sql`
    select jsonb_build_object(
      'id', a.id, 'reference', a.reference, 'list', a.list, 'organization', a.organization_name, 'status', a.status, 'version', a.version,
      'criteriaOn', a.criteria_on, 'createdAt', a.created_at, 'draftEndsOn', a.draft_ends_on, 'submittedAt', a.submitted_at,
      'decisionDueOn', a.decision_due_on, 'decidedAt', a.decided_at, 'withdrawnAt', a.withdrawn_at, 'contactAlias', a.contact_alias, 'now', now(),
      'answers', (select coalesce(jsonb_agg(jsonb_build_object('criterion', n.criterion, 'draft', n.draft, 'finished', n.finished, 'version', n.version,
          'reopened', n.reopened, 'origin', n.origin, 'editedBy', coalesce(p.name, p.email), 'editedByMe', p.id = ${me}, 'editedAt', n.edited_at)), '[]')
        from answer n join person p on p.id = n.edited_by where n.application_id = a.id),
      'people', (select jsonb_agg(jsonb_build_object('name', coalesce(p.name, p.email), 'email', p.email, 'isMe', p.id = ${me}) order by c.since_at, p.id)
        from application_contact c join person p on p.id = c.person_id where c.application_id = a.id),
      'conflicts', (select coalesce(jsonb_agg(jsonb_build_object('criterion', c.criterion, 'draft', c.draft, 'finished', c.finished)), '[]')
        from answer_conflict c where c.application_id = a.id and c.person_id = ${me}),
      'unplaced', (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'text', left(u.text, ${unplaced.characters})) order by u.at, u.id), '[]')
        from (select * from unplaced_text w where w.application_id = a.id and w.dismissed_at is null order by w.at, w.id limit ${unplaced.parts}) u),
      'unplacedLeftOut', (select count(*) > ${unplaced.parts} or coalesce(max(length(u.text)), 0) > ${unplaced.characters}
        from unplaced_text u where u.application_id = a.id and u.dismissed_at is null),
      'invitations', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'email', i.email, 'expiresAt', i.expires_at) order by i.invited_at, i.id), '[]')
        from application_invitation i where i.application_id = a.id and i.ended_at is null),
      'alias', (select jsonb_build_object('address', k.address, 'askedAt', k.asked_at, 'expiresAt', k.expires_at, 'answeredAt', k.answered_at,
          'answeredBy', k.answered_by, 'endedAt', k.ended_at, 'disownedAt', k.disowned_at, 'attempts', k.attempts, 'byHand', k.check_by_hand)
        from alias_check k where k.organization_id = a.organization_id and k.application_id = a.id order by k.ended_at is null desc, k.asked_at desc limit 1),
      'disowned', (select coalesce(jsonb_agg(distinct k.address), '[]') from alias_check k
        where k.organization_id = a.organization_id and k.application_id = a.id and k.disowned_at is not null),
      'questions', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'criterion', q.criterion, 'question', q.question, 'askedAt', q.asked_at,
          'dueOn', q.due_on, 'answeredAt', q.answered_at, 'closedAt', q.closed_at) order by q.asked_at, q.id), '[]')
        from information_request q where q.application_id = a.id),
      'reviewers', (select jsonb_build_object('of', count(*), 'done', count(v.reviewed_at))
        from review_assignment v where v.application_id = a.id and v.released_at is null),
      'decisionIsBeingWritten', exists (select 1 from decision d where d.application_id = a.id and d.taken_back_at is null and d.released_at is null)
        or (select r.closed_at is not null from vote_round r where r.application_id = a.id order by r.opened_at desc limit 1) is true,
      'decision', (select jsonb_build_object('outcome', d.outcome, 'releasedAt', d.released_at, 'opening', d.opening, 'closing', d.closing, 'reasons', d.reasons)
        from decision d where d.application_id = a.id and d.released_at is not null and d.taken_back_at is null),
      'earlierReference', (select e.reference from application e join application_contact x on x.application_id = e.id and x.person_id = ${me}
        where e.organization_id = a.organization_id and e.list = a.list and e.created_at < a.created_at and e.status in ('accepted', 'declined', 'withdrawn')
          and exists (select 1 from answer f where f.application_id = e.id) order by e.created_at desc limit 1)
    ) as view
    from application a join application_contact mine on mine.application_id = a.id and mine.person_id = ${me}
    where a.reference = ${reference}`);
  return rows[0] ? toView(rows[0].view) : null;
}

function toView(view: Row["view"]): ApplicantView {
  const now = new Date(view.now);
  const alias = view.alias && toAlias(view.alias, now);
  const address = typedAlias(listOf(view.list).criteria, view.answers)?.address ?? view.contactAlias;
  return {
    ...view,
    now,
    today: dayOf(now),
    createdAt: new Date(view.createdAt),
    submittedAt: momentOf(view.submittedAt),
    decidedAt: momentOf(view.decidedAt),
    withdrawnAt: momentOf(view.withdrawnAt),
    answers: view.answers.map((each) => ({ ...each, editedAt: new Date(each.editedAt) })),
    invitations: view.invitations.map((each) => ({ ...each, expiresAt: new Date(each.expiresAt) })),
    questions: view.questions.map((each) => ({
      ...each,
      askedAt: new Date(each.askedAt),
      answeredAt: momentOf(each.answeredAt),
      closedAt: momentOf(each.closedAt),
    })),
    alias,
    aliasAddress: address,
    aliasProgress: address === null ? null : aliasProgress({ address, check: alias, disowned: view.disowned }),
    decision: view.decision && { ...view.decision, releasedAt: new Date(view.decision.releasedAt) },
  };
}

function toAlias(view: NonNullable<Row["view"]["alias"]>, now: Date): AliasState {
  const moments = { askedAt: new Date(view.askedAt), expiresAt: new Date(view.expiresAt), answeredAt: momentOf(view.answeredAt) };
  const state = aliasCheckState(
    { ...moments, endedAt: momentOf(view.endedAt), disownedAt: momentOf(view.disownedAt), attempts: view.attempts },
    now,
  );
  return { address: view.address, answeredBy: view.answeredBy, byHand: view.byHand, state, ...moments };
}

/**
 * The answers of a view, read as of its day: a draft with the criteria of today, a sent application with those it was sent
 * with. Only the committee is told whether something resembles another organization's.
 */
export async function readView(view: ApplicantView): Promise<readonly ReadCriterion[]> {
  const list = listOf(view.list);
  const day = view.status === "draft" ? view.today : view.criteriaOn;
  const around = await loadValidationContext(database(), { list, applicationId: view.id, stored: view.answers, day, today: view.today });
  return readAll(criteriaInForce(list, day), view.answers, view.status === "draft" ? around : { ...around, policyVersion: undefined });
}
