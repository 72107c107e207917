import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { domainSights } from "@/db/schema";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { type Actor, isPerson, type Person } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import { employerDomain } from "@/lib/organization/employer";
import { mayReviewMember } from "@/lib/organization/permissions";
import { isColleagueOf, recusedFromMember } from "@/lib/organization/queries/conflict";
import { displayName } from "../display-name";
import { domainsOfMember } from "./access-recovery-domains";

/** More than this wait on no list; the oldest are shown first. */
const mostShown = 100;

/** The verdicts of committee members so far. */
export type Approval = { readonly name: string; readonly isMe: boolean; readonly verdict: "agree" | "object"; readonly reason: string };

/** Whether the viewer reviews on this list at all; each row is asked about conflicts of its own. */
function reviews(viewer: Actor, list: string): boolean {
  return mayReviewMember(viewer, { list, recused: false });
}

const approvalsOf = (kind: string, id: ReturnType<typeof sql>, me: string) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('name', coalesce(sayer.name, sayer.email), 'isMe', sayer.id = ${me}, 'verdict', word.verdict, 'reason', word.reason) order by word.at)
  from agreement word join person sayer on sayer.id = word.person_id where word.subject_kind = ${kind} and word.subject_id = ${id}), '[]')`;

export type JoinToDecide = {
  readonly id: string;
  readonly organization: string;
  readonly person: string;
  readonly words: string;
  readonly askedAt: Date;
  readonly escalatedAt: Date;
  /** The role that one of the committee has proposed. */
  readonly role: ContactRole | null;
  readonly approvals: readonly Approval[];
};

/** Join requests that the representatives left unanswered, the oldest first. For reviewers, without those they are recused from and colleagues'. */
export async function joinRequestsToDecide(viewer: Actor, list: string): Promise<readonly JoinToDecide[] | null> {
  if (!isPerson(viewer) || !reviews(viewer, list)) return null;
  type Told = Omit<JoinToDecide, "person" | "askedAt" | "escalatedAt"> & {
    name: string | null;
    email: string;
    askedAt: string;
    escalatedAt: string;
  };
  const { rows } = await database().execute<{ told: Told }>(sql`
    select jsonb_build_object('id', j.id, 'organization', m.name, 'name', p.name, 'email', p.email, 'words', j.words, 'askedAt', j.asked_at,
      'escalatedAt', j.escalated_at, 'role', j.role, 'approvals', ${approvalsOf("join-request", sql`j.id`, viewer.personId)}) as told
    from join_request j join member m on m.id = j.member_id join person p on p.id = j.person_id
    where m.list = ${list} and m.left_on is null and j.answered_at is null and j.escalated_at is not null and not ${recusedFromMember(viewer)}
      and not ${isColleagueOf(viewer, sql`p.email`)}
    order by j.escalated_at, j.id limit ${mostShown}`);
  return rows.map(({ told: { name, email, askedAt, escalatedAt, ...told } }) => ({
    ...told,
    person: displayName({ name, email }),
    askedAt: new Date(askedAt),
    escalatedAt: new Date(escalatedAt),
  }));
}

export type AccessRecoveryToDecide = {
  readonly id: string;
  readonly reference: string;
  readonly organization: string;
  readonly person: string;
  readonly isMine: boolean;
  readonly words: string;
  readonly askedAt: Date;
  readonly alias: { readonly address: string; readonly answeredBy: string; readonly checkByHand: boolean } | null;
  readonly aliasProvedAt: Date | null;
  readonly domainProvedAt: Date | null;
  readonly domainSeen: (typeof domainSights)[number] | null;
  readonly domains: readonly string[];
  readonly waitsUntil: Date | null;
  /** Everybody who acts for the organization, and was told. */
  readonly representatives: readonly string[];
  /** Open alerts on the member: a domain that was sold proves itself for its new owner. */
  readonly alerts: readonly string[];
  readonly approvals: readonly Approval[];
};

/** Open access recoveries, the oldest first, with their proofs. For reviewers, without those they are recused from and colleagues'. */
export async function accessRecoveriesToDecide(viewer: Actor, list: string): Promise<readonly AccessRecoveryToDecide[] | null> {
  if (!isPerson(viewer) || !reviews(viewer, list)) return null;
  type Moments = "askedAt" | "aliasProvedAt" | "domainProvedAt" | "waitsUntil";
  type Told = Omit<AccessRecoveryToDecide, "person" | Moments> & { name: string | null; email: string } & { [K in Moments]: string | null };
  const { rows } = await database().execute<{ told: Told }>(sql`
    select jsonb_build_object('id', s.id, 'reference', s.reference, 'organization', m.name, 'name', p.name, 'email', p.email,
      'isMine', s.person_id = ${viewer.personId}, 'words', s.words, 'askedAt', s.asked_at, 'aliasProvedAt', s.alias_proved_at,
      'alias', (select jsonb_build_object('address', k.address, 'answeredBy', k.answered_by, 'checkByHand', k.check_by_hand)
        from alias_check k where k.subject_kind = 'access-recovery' and k.subject_id = s.id and k.answered_at is not null
        order by k.asked_at desc limit 1),
      'domainProvedAt', s.domain_proved_at, 'domainSeen', s.domain_seen, 'domains', ${domainsOfMember}, 'waitsUntil', s.waits_until,
      'representatives', coalesce((select jsonb_agg(coalesce(r.name || ', ', '') || r.email || ' (' || c.role || ')' order by c.since_at, r.id)
        from organization_contact c join person r on r.id = c.person_id where c.organization_id = m.organization_id and c.until_at is null), '[]'),
      'alerts', coalesce((select jsonb_agg(a.sentence order by a.raised_at) from alert a where a.member_id = m.id and a.closed_at is null), '[]'),
      'approvals', ${approvalsOf("access-recovery", sql`s.id`, viewer.personId)}) as told
    from access_recovery s join member m on m.id = s.member_id join person p on p.id = s.person_id
    where s.list = ${list} and s.status = 'open' and m.left_on is null and not ${recusedFromMember(viewer)}
      and (s.person_id = ${viewer.personId} or not ${isColleagueOf(viewer, sql`p.email`)})
    order by s.asked_at, s.id limit ${mostShown}`);
  return rows.map(({ told: { name, email, ...told } }) => ({
    ...told,
    person: displayName({ name, email }),
    askedAt: new Date(told.askedAt ?? 0),
    aliasProvedAt: momentOf(told.aliasProvedAt),
    domainProvedAt: momentOf(told.domainProvedAt),
    waitsUntil: momentOf(told.waitsUntil),
  }));
}

export type ChangeToDecide = {
  readonly id: string;
  readonly reference: string;
  readonly kind: "rename" | "merger";
  readonly oldName: string;
  readonly newName: string;
  readonly domains: readonly string[];
  readonly newDomains: readonly string[];
  /** Other organizations of the portal that one of the new domains belongs to. */
  readonly alsoOf: readonly string[];
  /** Other members of the list whose name equals or resembles the new one. The name is null where the viewer has a conflict of interest. */
  readonly sameNames: readonly (string | null)[];
  readonly product: string;
  readonly reason: string;
  readonly person: string;
  readonly askedAt: Date;
  readonly since: string;
  readonly approvals: readonly Approval[];
};

/** Name changes that wait, the oldest first. For reviewers, without those they are recused from and those that bring their own domain along. */
export async function memberChangesToDecide(viewer: Actor, list: string): Promise<readonly ChangeToDecide[] | null> {
  if (!isPerson(viewer) || !reviews(viewer, list)) return null;
  type Told = Omit<ChangeToDecide, "person" | "askedAt" | "sameNames"> & {
    name: string | null;
    email: string;
    askedAt: string;
    memberId: string;
  };
  const { rows } = await database().execute<{ told: Told }>(sql`
    select jsonb_build_object('id', g.id, 'memberId', m.id, 'reference', g.reference, 'kind', g.kind, 'oldName', g.old_name, 'newName', g.new_name,
      'domains', coalesce((select jsonb_agg(d.domain order by d.domain) from organization_domain d where d.organization_id = m.organization_id), '[]'),
      'newDomains', to_jsonb(g.new_domains), 'alsoOf', coalesce((select jsonb_agg(distinct o.name) from organization_domain d
        join organization o on o.id = d.organization_id where d.domain = any(g.new_domains) and o.id <> m.organization_id), '[]'),
      'product', g.product, 'reason', g.reason, 'name', p.name, 'email', p.email, 'askedAt', g.asked_at, 'since', m.since_on,
      'approvals', ${approvalsOf("member-change", sql`g.id`, viewer.personId)}) as told
    from member_change g join member m on m.id = g.member_id join person p on p.id = g.asked_by
    where g.list = ${list} and g.decided_at is null and m.left_on is null and not ${recusedFromMember(viewer)}
      and not coalesce(${employerDomain(viewer.email)}::text = any(g.new_domains), false)
    order by g.asked_at, g.id limit ${mostShown}`);
  const alike = await membersNamedLike(
    viewer,
    list,
    rows.map(({ told }) => told.newName),
  );
  return rows.map(({ told: { name, email, askedAt, memberId, ...told } }) => ({
    ...told,
    sameNames: alike.filter(({ id, skeleton }) => id !== memberId && skeleton === nameSkeleton(told.newName)).map((each) => each.name),
    person: displayName({ name, email }),
    askedAt: new Date(askedAt),
  }));
}

/** The members of a list whose names resemble one of the given names. Their own names are null where the viewer has a conflict of interest. */
async function membersNamedLike(
  viewer: Person,
  list: string,
  names: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string | null; readonly skeleton: string }[]> {
  const skeletons = names.map(nameSkeleton).filter((skeleton) => skeleton !== "");
  if (skeletons.length === 0) return [];
  const { rows } = await database().execute<{ id: string; name: string | null; skeleton: string }>(sql`
    select m.id, case when ${recusedFromMember(viewer)} then null else m.name end as name, m.name_skeleton as skeleton from member m
    where m.list = ${list} and m.left_on is null and m.name_skeleton in (select jsonb_array_elements_text(${JSON.stringify(skeletons)}::jsonb))
    order by m.name, m.id limit ${mostShown}`);
  return rows;
}
