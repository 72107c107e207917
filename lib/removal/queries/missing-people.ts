import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { type Database, database, type Transaction } from "@/db/client";
import { alert } from "@/db/schema";
import { referenceOrder } from "@/db/schema/reference-order";
import { conflictOnApplication } from "@/lib/application/queries/conflict";
import { type ApprovalAction, approvalActions } from "@/lib/approval/actions";
import { howToGrant, missingPeople, missingWords, type PeopleNeeded } from "@/lib/approval/missing-people";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { ListDefinition } from "@/lib/list/definition";
import { count } from "@/lib/list/words";
import { listOf } from "@/lib/organization/commands/list-of";
import { employerDomain, sameEmployer } from "@/lib/organization/employer";
import { conflictOnMember, recusedFromMember } from "@/lib/organization/queries/conflict";
import { maySeeQueue } from "@/lib/review/permissions";

/** What waits for another person of the committee, as pages and alerts call it. */
const stepWords: Readonly<Record<ApprovalAction | "held-removal" | "vote", string>> = {
  removal: "Removal",
  "held-removal": "On-hold removal",
  appeal: "Appeal against removal",
  reinstatement: "Reinstatement",
  pause: "Delivery pause",
  "alias-change": "Alias change",
  "alias-release": "Early end of the waiting period for alias change",
  "access-recovery": "Access recovery",
  "member-change": "Name change",
  "join-request": "Request to join",
  waiver: "Waiver for application",
  "vote-end": "New closing date for the vote on application",
  decision: "Decision on application",
  conflict: "Conflict-of-interest change on application",
  vote: "Vote on application",
};
export type StepKind = keyof typeof stepWords;

/** A step for which the committee has too few people who may take it. */
type ShortStep = {
  readonly kind: StepKind;
  /** The reference of a removal, alias change or application; null where the step has none. */
  readonly reference: string | null;
  readonly memberId: string | null;
  readonly missing: PeopleNeeded;
};

/**
 * The open steps of a list for which too few people have the role, no conflict of interest and no part in the step already. A step without
 * a reference names its organization, except to viewers with a conflict of interest on it. Null for everybody without a role.
 */
export async function shortSteps(
  viewer: Actor,
  list: string,
  now: Date,
): Promise<readonly (ShortStep & { readonly organization: string | null })[] | null> {
  if (!isPerson(viewer) || !maySeeQueue(viewer, list)) return null;
  const steps = await stepsWithoutPeople(database(), list, now);
  const unnamed = steps.flatMap(({ reference, memberId }) => (reference === null && memberId !== null ? [memberId] : []));
  if (unnamed.length === 0) return steps.map((step) => ({ ...step, organization: null }));
  const { rows } = await database().execute<{ id: string; name: string }>(sql`
    select m.id, m.name from member m
    where m.id in (select jsonb_array_elements_text(${JSON.stringify(unnamed)}::jsonb)::uuid) and not ${recusedFromMember(viewer)}`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return steps.map((step) => ({ ...step, organization: (step.reference === null && names.get(step.memberId ?? "")) || null }));
}

/** The text of the alert about missing people; null while there are enough. */
export async function missingPeopleSentence(db: Database | Transaction, list: string, now: Date): Promise<string | null> {
  const short = await stepsWithoutPeople(db, list, now);
  const [first] = short;
  if (first === undefined) return null;
  const sentences = short.slice(0, mostNamed).map((step) => `${stepTitle(step)}: ${missingWords(step.missing)}.`);
  const more = short.length > mostNamed ? [`${count(short.length - mostNamed, "more step is waiting", "more steps are waiting")}.`] : [];
  return [...sentences, ...more, `${howToGrant(list, (short.find(({ missing }) => missing.chairs > 0) ?? first).missing)}.`].join(" ");
}

const mostNamed = 5;

/** More open steps are not looked at: each costs a search for conflicts of interest. */
const mostOpenSteps = 300;

/** Whether the alert about missing people has to be raised, raised anew or closed. */
export async function peopleAlertDiffers(db: Database | Transaction, list: string, now: Date): Promise<boolean> {
  const [sentence, newest] = await Promise.all([missingPeopleSentence(db, list, now), newestPeopleAlert(db, list)]);
  return alertDiffers(sentence, newest);
}

/** The same, for the given steps. After the alert was closed, the same is not reported again. */
export function alertDiffers(sentence: string | null, newest: PeopleAlert | null): boolean {
  if (sentence === null) return newest !== null && newest.closedAt === null;
  return newest === null || newest.sentence !== sentence || (newest.closedAt !== null && newest.closedBy === null);
}

type PeopleAlert = Pick<typeof alert.$inferSelect, "id" | "sentence" | "closedAt" | "closedBy">;

/** The newest alert about missing people on a list, open or closed. */
export async function newestPeopleAlert(db: Database | Transaction, list: string): Promise<PeopleAlert | null> {
  const [newest] = await db
    .select({ id: alert.id, sentence: alert.sentence, closedAt: alert.closedAt, closedBy: alert.closedBy })
    .from(alert)
    .where(and(eq(alert.list, list), eq(alert.kind, "people-missing"), isNull(alert.memberId)))
    .orderBy(desc(alert.raisedAt))
    .limit(1);
  return newest ?? null;
}

/** "Removal 2026-107". */
export function stepTitle({ kind, reference }: Pick<ShortStep, "kind" | "reference">): string {
  return reference === null ? stepWords[kind] : `${stepWords[kind]} ${reference}`;
}

/** As `shortSteps`, for commands and other queries. */
async function stepsWithoutPeople(db: Database | Transaction, list: string, now: Date): Promise<readonly ShortStep[]> {
  const { rows: open } = await db.execute<OpenStep>(openSteps(list, now));
  if (open.length === 0) return [];
  const definition = listOf(list);
  const { rows: people } = await db.execute<Decider>(sql`
    select p.id, p.email, bool_or(s.role = 'chair') as chair from committee_role s join person p on p.id = s.person_id
    where s.list = ${list} and s.revoked_at is null and s.role in ('reviewer', 'chair') group by p.id, p.email`);
  const conflicts = await conflictsOf(db, open, people);
  return open.flatMap((step) => {
    const deciders = people.filter(({ id }) => !conflicts.has(`${step.member_id ?? step.application_id} ${id}`));
    const missing = missingFor(step, deciders, definition);
    return missing === null ? [] : [{ kind: step.kind, reference: step.reference, memberId: step.member_id, missing }];
  });
}

type Decider = { id: string; email: string; chair: boolean };

type OpenStep = {
  kind: StepKind;
  reference: string | null;
  member_id: string | null;
  application_id: string | null;
  /** Who began it. */
  first: string | null;
  /** Others who cannot be the next: the second person of a removal, or the person whom it is about. */
  others: readonly (string | null)[];
  /** Who approved and who objected, where two have to agree. */
  agree: readonly string[];
  object: readonly string[];
  /** The address that the step is about: people at its domain are not eligible. */
  email: string | null;
};

/** How many people a step still needs, and whether they exist. A first approver who is no longer eligible does not count. */
function missingFor(step: OpenStep, deciders: readonly Decider[], list: ListDefinition): PeopleNeeded | null {
  const counts = (id: string | null) => deciders.some((person) => person.id === id);
  const free = (...taken: readonly (string | null)[]) => deciders.filter(({ id }) => !taken.includes(id));
  const { kind, first, others, agree, object, email } = step;
  const quorum = Array.from({ length: list.decision.quorum }, () => "committee" as const);
  switch (kind) {
    case "held-removal":
      return missingPeople(["chair"], deciders, list);
    case "vote":
      return missingPeople(quorum, deciders, list);
    case "decision":
      return missingPeople(["chair", ...quorum.slice(1)], deciders, list); // the votes are counted again when a chair decides
    case "removal":
    case "pause":
      return counts(first)
        ? missingPeople(approvalActions[kind].slice(1), free(first), list)
        : missingPeople(approvalActions[kind], deciders, list);
    case "reinstatement":
    case "alias-release":
    case "waiver":
    case "vote-end":
    case "conflict": // if the proposer is no longer eligible, a chair proposes it again
      return counts(first) ? missingPeople(approvalActions[kind].slice(1), free(first, ...others), list) : null;
    default: {
      const approvals = Math.max(agree.filter(counts).length, object.filter(counts).length);
      const able = free(first, ...others, ...agree, ...object).filter((person) => email === null || !sameEmployer(person.email, email));
      return missingPeople(approvalActions[kind].slice(approvals), able, list);
    }
  }
}

/** "MEMBER PERSON" or "APPLICATION PERSON" for each conflict of interest. */
async function conflictsOf(
  db: Database | Transaction,
  open: readonly OpenStep[],
  people: readonly Decider[],
): Promise<ReadonlySet<string>> {
  const asked = JSON.stringify(people.map(({ id, email }) => ({ id, domain: employerDomain(email) })));
  const ids = (name: "member_id" | "application_id") => JSON.stringify([...new Set(open.flatMap((step) => step[name] ?? []))]);
  const { rows } = await db.execute<{ pair: string }>(sql`
    select m.id || ' ' || j.id as pair from member m, jsonb_to_recordset(${asked}::jsonb) as j (id uuid, domain text)
    where m.id in (select jsonb_array_elements_text(${ids("member_id")}::jsonb)::uuid)
      and ${conflictOnMember({ who: sql`j.id`, domain: sql`j.domain` })}
    union all
    select a.id || ' ' || j.id from application a, jsonb_to_recordset(${asked}::jsonb) as j (id uuid, domain text)
    where a.id in (select jsonb_array_elements_text(${ids("application_id")}::jsonb)::uuid)
      and ${conflictOnApplication({ person: sql`j.id`, domain: sql`j.domain` })}`);
  return new Set(rows.map(({ pair }) => pair));
}

/** Every open step of a list that takes another person, as an `OpenStep`. */
function openSteps(list: string, now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`;
  const nobody = sql`'[]'::jsonb`;
  const verdictsOf = (kind: string, id: string, verdict: "agree" | "object") => sql`coalesce((select jsonb_agg(g.person_id) from agreement g
    where g.subject_kind = ${kind} and g.subject_id = ${sql.raw(id)} and g.verdict = ${verdict}), '[]')`;
  const steps = sql`
    select case r.status when 'proposed' then 'removal' else 'held-removal' end as kind, r.reference, r.member_id, null::uuid as application_id,
      r.first_by as first, ${nobody} as others, ${nobody} as agree, ${nobody} as object, null as email
    from removal r join member o on o.id = r.member_id and o.left_on is null
    where r.list = ${list} and (r.status = 'proposed' or (r.status = 'agreed' and r.on_hold_at is not null and r.released_at is null))
    union all select 'appeal', r.reference, r.member_id, null, r.first_by, jsonb_build_array(r.second_by),
      ${verdictsOf("appeal", "p.id", "agree")}, ${verdictsOf("appeal", "p.id", "object")}, null
    from appeal p join removal r on r.id = p.removal_id where r.list = ${list} and r.status <> 'stopped' and p.decided_at is null
    union all (select distinct on (g.subject_id) 'reinstatement', null, g.subject_id, null::uuid, g.person_id, ${nobody}, ${nobody}, ${nobody}, null
    from agreement g join end_of_membership d on d.member_id = g.subject_id join member o on o.id = d.member_id and o.left_on is not null
    where g.subject_kind = 'reinstatement' and g.list = ${list} and g.verdict = 'agree' and g.reason <> '' and g.at >= d.decided_at
    order by g.subject_id, g.at)
    union all select 'pause', null, p.member_id, null, p.paused_by, ${nobody}, ${nobody}, ${nobody}, null
    from delivery_pause p where p.list = ${list} and p.ended_at is null and p.confirmed_at is null and p.confirm_by > ${at}
    union all select 'alias-change', c.reference, c.member_id, null, null, ${nobody}, ${verdictsOf("alias-change", "c.id", "agree")}, ${nobody}, c.new_address
    from alias_change c where c.list = ${list} and c.status in ('asked', 'waiting') and c.needs_agreement and c.agreed_at is null
    union all select 'alias-release', c.reference, c.member_id, null, c.release_asked_by, ${nobody}, ${nobody}, ${nobody}, null
    from alias_change c where c.list = ${list} and c.status = 'waiting' and c.release_asked_by is not null and c.released_at is null and c.waits_until > ${at}
    union all select 'access-recovery', s.reference, s.member_id, null, s.person_id, ${nobody}, ${verdictsOf("access-recovery", "s.id", "agree")}, ${nobody}, q.email
    from access_recovery s join person q on q.id = s.person_id where s.list = ${list} and s.status = 'open' and s.waits_until is not null
    union all select 'member-change', h.reference, h.member_id, null, null, ${nobody}, ${verdictsOf("member-change", "h.id", "agree")}, ${nobody}, null
    from member_change h where h.list = ${list} and h.decided_at is null
    union all select 'join-request', null, j.member_id, null, j.person_id, ${nobody}, ${verdictsOf("join-request", "j.id", "agree")}, ${nobody}, q.email
    from join_request j join member o on o.id = j.member_id join person q on q.id = j.person_id
    where o.list = ${list} and j.answered_at is null and j.escalated_at is not null
    union all select 'waiver', a.reference, null, a.id, w.asked_by, ${nobody}, ${nobody}, ${nobody}, null
    from waiver w join application a on a.id = w.application_id
    where a.list = ${list} and w.agreed_at is null and a.status in ('submitted', 'information_requested')
    union all select 'vote-end', a.reference, null, a.id, v.change_asked_by, ${nobody}, ${nobody}, ${nobody}, null
    from vote_round v join application a on a.id = v.application_id
    where a.list = ${list} and v.closed_at is null and v.change_asked_by is not null
    union all select 'decision', a.reference, null, a.id, null, ${nobody}, ${nobody}, ${nobody}, null
    from vote_round v join application a on a.id = v.application_id
    where a.list = ${list} and v.closed_at is not null and v.resolved_at is null and v.outcome <> 'referred' and a.status in ('submitted', 'information_requested')
    union all select 'conflict', a.reference, null, a.id, x.asked_by, jsonb_build_array(x.person_id), ${nobody}, ${nobody}, null
    from conflict_change x join application a on a.organization_id = x.organization_id and a.list = x.list
    where x.list = ${list} and x.agreed_at is null and a.status in ('submitted', 'information_requested')
    union all select 'vote', a.reference, null, a.id, null, ${nobody}, ${nobody}, ${nobody}, null
    from (select t.application_id from routing_trouble t where t.ended_at is null
      union select v.application_id from vote_round v where v.list = ${list} and v.closed_at is null
      union select v.application_id from vote_round v where v.list = ${list} and v.closed_at is not null and v.resolved_at is null and v.outcome = 'referred') p
    join application a on a.id = p.application_id
    where a.list = ${list} and a.status in ('submitted', 'information_requested')`;
  return sql`select * from (${steps}) step order by kind, ${referenceOrder(sql`reference`)}, member_id limit ${mostOpenSteps}`;
}
