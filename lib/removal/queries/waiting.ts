import { type SQL, sql } from "drizzle-orm";
import { type Database, database, type Transaction } from "@/db/client";
import { type Waiting, type WaitingKind, waitingKinds } from "@/lib/email/waiting";
import { type Actor, hasCommitteeRole, isPerson, type Person } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { aliasAskedOn, received } from "@/lib/member/queries/facts";
import { type Received, unreadIn } from "@/lib/member/unread";
import { listOf } from "@/lib/organization/commands/list-of";
import { employerDomain } from "@/lib/organization/employer";
import { decidesOn } from "@/lib/organization/queries/approvers";
import { isColleagueOf, recusedFromMember } from "@/lib/organization/queries/conflict";
import { withoutChair } from "@/lib/organization/queries/without-chair";

/**
 * How many open tasks of members on a list wait for the viewer's decision, by kind, without members with whom they have a conflict of
 * interest; kinds without any are left out. Null for people who decide nothing there.
 */
export async function openTasksWaiting(
  viewer: Actor,
  list: string,
  now: Date,
  db: Database | Transaction = database(),
): Promise<readonly Waiting[] | null> {
  if (!isPerson(viewer) || !hasCommitteeRole(viewer, list, "reviewer", "chair")) return null;
  const definition = listOf(list);
  const parts = [...decisions(viewer, list, now), answeredRechecks(definition, now), ...requests(viewer, list)];
  const { rows } = await db.execute<Waiting>(sql`
    select w.kind, count(*)::int as count from (${sql.join(parts, sql` union all `)}) w (kind, member_id) join member m on m.id = w.member_id
    where case w.kind when 'appeal' then true when 'reinstatement' then m.left_on is not null else m.left_on is null end
      and not ${recusedFromMember(viewer)}
    group by w.kind`);
  const found = [...(await removalsWaiting(viewer, definition, db)), ...rows];
  return waitingKinds.flatMap((kind) => found.filter((each) => each.kind === kind));
}

/** Open removals that wait for the viewer to agree, or for somebody to read what the member sent: until that is done, nobody can agree. */
async function removalsWaiting(viewer: Person, list: ListDefinition, db: Database | Transaction): Promise<readonly Waiting[]> {
  const me = sql`${viewer.personId}::uuid`;
  const isChair = hasCommitteeRole(viewer, list.slug, "chair");
  const asChair = (except: SQL) => (isChair ? sql`true` : withoutChair(db, { viewer, list, about: "member", except }));
  const [agrees, releases] = await Promise.all([asChair(sql`v.first_by`), asChair(sql`null::uuid`)]);
  const { rows } = await db.execute<{ agrees: boolean; releases: boolean; received: Received }>(sql`
    select v.status = 'proposed' and (not ${decidesOn({ person: sql`v.first_by`, list: sql`v.list` })} or (v.first_by <> ${me} and ${agrees})) as agrees,
      v.status = 'agreed' and v.on_hold_at is not null and v.released_at is null and ${releases} as releases, ${received} as received
    from removal v join member m on m.id = v.member_id
    where v.list = ${list.slug} and v.status in ('proposed', 'agreed') and m.left_on is null and not ${recusedFromMember(viewer)}`);
  const kinds = rows.flatMap((row): readonly WaitingKind[] => {
    const unread = new Set(unreadIn(row.received, list).map(({ kind }) => kind));
    const waits = row.releases || (row.agrees && unread.size === 0);
    return [...(waits ? (["removal"] as const) : []), ...(["evidence", "answer"] as const).filter((kind) => unread.has(kind))];
  });
  return waitingKinds.flatMap((kind) => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 0 ? [] : [{ kind, count }];
  });
}

/** Answered re-checks that wait for the committee: not while a question has its days, nor while the contact alias alone has to answer. */
function answeredRechecks({ slug, recheck: { aliasResponseHours } }: ListDefinition, now: Date): SQL {
  const today = sql`${dayOf(now)}::date`;
  return sql`select 'recheck', k.member_id from recheck k where k.list = ${slug} and k.status = 'answered'
    and not exists (select 1 from recheck_question q where q.recheck_id = k.id and q.answered_at is null and q.closed_at is null and q.due_on >= ${today})
    and (exists (select 1 from recheck_question q where q.recheck_id = k.id and q.answered_at is null and q.closed_at is null)
      or coalesce(${aliasAskedOn} + ${Math.ceil(aliasResponseHours / 24)}::int < ${today}, true))`;
}

/** What somebody on the committee began: appeals against removals, pauses of delivery, reinstatements. */
function decisions(viewer: Person, list: string, now: Date): readonly SQL[] {
  const me = sql`${viewer.personId}::uuid`;
  return [
    sql`select 'appeal', r.member_id from appeal a join removal r on r.id = a.removal_id
      where r.list = ${list} and r.status <> 'stopped' and a.decided_at is null and r.first_by <> ${me} and r.second_by <> ${me} and ${unsaid("appeal", sql`a.id`, me)}`,
    sql`select 'pause', p.member_id from delivery_pause p where p.list = ${list} and p.ended_at is null and p.confirmed_at is null
      and p.confirm_by > ${now.toISOString()}::timestamptz and p.paused_by <> ${me} and ${decidesOn({ person: sql`p.paused_by`, list: sql`p.list` })}`,
    sql`select distinct 'reinstatement', g.subject_id from agreement g join end_of_membership d on d.member_id = g.subject_id
      where g.subject_kind = 'reinstatement' and g.list = ${list} and g.verdict = 'agree' and g.reason <> '' and g.at >= d.decided_at
        and g.person_id <> ${me} and ${decidesOn({ person: sql`g.person_id`, list: sql`g.list` })}`,
  ];
}

/** What a member's people ask, or somebody who wants to be one of them. */
function requests(viewer: Person, list: string): readonly SQL[] {
  const me = sql`${viewer.personId}::uuid`;
  return [
    sql`select 'alias-change', c.member_id from alias_change c where c.list = ${list} and c.status in ('asked', 'waiting') and (
      (c.needs_agreement and c.agreed_at is null and not ${isColleagueOf(viewer, sql`c.new_address`)} and ${unsaid("alias-change", sql`c.id`, me)}) or (c.released_at is null and c.release_asked_by <> ${me} and ${decidesOn({ person: sql`c.release_asked_by`, list: sql`c.list` })}))`,
    sql`select 'join-request', j.member_id from join_request j join member o on o.id = j.member_id join person q on q.id = j.person_id
      where o.list = ${list} and not ${isColleagueOf(viewer, sql`q.email`)} and j.answered_at is null and j.escalated_at is not null and ${unsaid("join-request", sql`j.id`, me)}`,
    sql`select 'access-recovery', s.member_id from access_recovery s join person q on q.id = s.person_id
      where s.list = ${list} and s.status = 'open' and s.waits_until is not null
      and s.person_id <> ${me} and not ${isColleagueOf(viewer, sql`q.email`)} and ${unsaid("access-recovery", sql`s.id`, me)} and (
        select count(*) from agreement g where g.subject_kind = 'access-recovery' and g.subject_id = s.id and g.verdict = 'agree' and ${decidesOn({ person: sql`g.person_id`, list: sql`g.list` })}) < 2`,
    sql`select 'member-change', h.member_id from member_change h
      where h.list = ${list} and h.decided_at is null and not coalesce(${employerDomain(viewer.email)}::text = any(h.new_domains), false)
        and ${unsaid("member-change", sql`h.id`, me)}`,
  ];
}

/** The viewer has not decided about it yet. */
function unsaid(kind: string, id: SQL, me: SQL): SQL {
  return sql`not exists (select 1 from agreement y where y.subject_kind = ${kind} and y.subject_id = ${id} and y.person_id = ${me})`;
}
