import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson, type Person } from "@/lib/kernel/actor";
import { hostOf } from "@/lib/kernel/address";
import { confusableSkeleton } from "@/lib/kernel/domain";
import { isId } from "@/lib/kernel/id";
import type { ListDefinition } from "@/lib/list/definition";
import { sameEmployer } from "@/lib/organization/employer";
import {
  type MemberSubject,
  mayChairMember,
  mayReadMember,
  mayReadMemberSummary,
  mayReviewMember,
  maySeeMembers,
} from "@/lib/organization/permissions";
import { decidesOn, eligibleApprovers } from "@/lib/organization/queries/approvers";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { isWithoutChair, withoutChair } from "@/lib/organization/queries/without-chair";
import type { AliasChangeStatus } from "../change-lifecycle";
import { type AgreementReason, type AliasChangeStep, aliasChangeSteps, whyAgreement } from "../change-rules";
import { type AliasResemblance, aliasResemblance } from "../resemblance";
import { type AliasChangeEnd, type ChangeRow, changeColumns, changeOf, endOf, firstRow, fromChange, iso } from "./rows";

/** More open changes than this are not shown on one page. */
export const mostOpenChanges = 100;

/** An open change as shown in the committee's table. A recused person sees only the organization's name. */
export type OpenAliasChange = {
  readonly reference: string;
  readonly organization: string;
  readonly view:
    | { readonly is: "recused" }
    | {
        readonly is: "shown";
        readonly status: AliasChangeStatus;
        readonly askedAt: Date;
        /** Null for those who are given dates and standing only. */
        readonly addresses: { readonly old: string | null; readonly new: string } | null;
        /** Whether two people still have to agree. */
        readonly awaitsAgreement: boolean;
        /** Whether it waits for this very reader. */
        readonly mine: boolean;
      };
};

/** The changes of contact aliases that are under way on a list, those that wait for the reader first. Null for who has no role. */
export async function openAliasChanges(viewer: Actor, list: ListDefinition): Promise<readonly OpenAliasChange[] | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug)) return null;
  const { rows } = await database().execute<ChangeRow & { recused: boolean; said: boolean; release_asked: boolean }>(sql`
    select ${changeColumns}, ${recusedFromMember(viewer)} as recused, ${hasDecided(viewer)} as said,
      coalesce(c.release_asked_by <> ${viewer.personId}::uuid, false) and c.released_at is null
        and ${decidesOn({ person: sql`c.release_asked_by`, list: sql`c.list` })} as release_asked ${fromChange}
    where c.list = ${list.slug} and c.status in ('asked', 'waiting', 'moving')
    order by (c.needs_agreement and c.agreed_at is null) desc, c.asked_at, c.id limit ${mostOpenChanges}`);
  return rows.map((row) => {
    const { reference, organization, ...change } = changeOf(row);
    const subject = { list: list.slug, recused: row.recused };
    if (!mayReadMemberSummary(viewer, subject)) return { reference, organization, view: { is: "recused" } };
    const awaitsAgreement = change.needsAgreement && change.agreedAt === null;
    return {
      reference,
      organization,
      view: {
        is: "shown",
        status: change.status,
        askedAt: change.askedAt,
        addresses: mayReadMember(viewer, subject) ? { old: change.oldAddress, new: change.newAddress } : null,
        awaitsAgreement,
        mine:
          mayReviewMember(viewer, subject) &&
          (row.release_asked || (awaitsAgreement && !row.said && !sameEmployer(viewer.email, change.newAddress))),
      },
    };
  });
}

type FullChange = {
  readonly view: "full";
  readonly memberId: string;
  readonly reference: string;
  readonly organization: string;
  readonly status: AliasChangeStatus;
  readonly oldAddress: string | null;
  readonly newAddress: string;
  readonly reason: string;
  readonly reachesTeam: string;
  readonly warnings: readonly string[];
  readonly why: readonly AgreementReason[];
  /** Other members of the list whose alias is the new address or resembles it. The name is null where the viewer has a conflict of interest. */
  readonly resembles: readonly { readonly name: string | null; readonly is: AliasResemblance }[];
  /** Who asked, by name; the committee sees its own names. */
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answeredBy: string | null;
  readonly steps: readonly AliasChangeStep[];
  readonly ended: AliasChangeEnd | null;
  readonly agreements: readonly {
    readonly name: string;
    readonly verdict: "agree" | "object";
    readonly reason: string;
    readonly at: Date;
  }[];
  /** The conversation that a dead mailbox asks for. */
  readonly call: {
    readonly needed: boolean;
    readonly made: { readonly by: string; readonly to: string; readonly at: Date; readonly how: string } | null;
  };
  readonly release: { readonly askedBy: string; readonly reason: string; readonly at: Date } | null;
  readonly representatives: readonly { readonly personId: string; readonly name: string; readonly role: string }[];
  /** What the reader may do now, as far as time and rules allow it. */
  readonly may: { readonly agree: boolean; readonly stop: boolean; readonly recordCall: boolean; readonly release: "ask" | "agree" | null };
};

export type AliasChangeForCommittee =
  | FullChange
  | { readonly view: "summary"; readonly reference: string; readonly organization: string; readonly status: AliasChangeStatus }
  | { readonly view: "recused"; readonly reference: string; readonly organization: string; readonly status: null };

type FullRow = ChangeRow & {
  member_id: string;
  recused: boolean;
  said: boolean;
  reaches_team: string;
  asker: string;
  answered_by: string | null;
  agreements: { name: string; verdict: "agree" | "object"; reason: string; at: string }[];
  representatives: { personId: string; name: string; role: string }[];
  spoke: { by: string; to: string; at: string; how: string } | null;
  release: { id: string; by: string; at: string; reason: string } | null;
};

/** One change for the committee of its list, with everything that agreeing takes. Null for who has no role, and where there is none. */
export async function aliasChangeForCommittee(
  viewer: Actor,
  list: ListDefinition,
  { reference, now }: { reference: string; now: Date },
): Promise<AliasChangeForCommittee | null> {
  if (!isPerson(viewer) || !maySeeMembers(viewer, list.slug)) return null;
  const row = await firstRow<FullRow>(sql`
    select ${changeColumns}, c.member_id, c.reaches_team, coalesce(p.name, p.email) as asker,
      ${recusedFromMember(viewer)} as recused, ${hasDecided(viewer)} as said,
      (select k.answered_by from alias_check k where k.subject_kind = 'alias-change' and k.subject_id = c.id and k.answered_at is not null
        order by k.answered_at limit 1) as answered_by,
      coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(q.name, q.email), 'verdict', a.verdict, 'reason', a.reason, 'at', ${iso(sql`a.at`)}) order by a.at)
        from agreement a join person q on q.id = a.person_id where a.subject_kind = 'alias-change' and a.subject_id = c.id), '[]') as agreements,
      coalesce((select jsonb_agg(jsonb_build_object('personId', q.id, 'name', coalesce(q.name, q.email), 'role', o.role) order by o.since_at)
        from organization_contact o join person q on q.id = o.person_id where o.organization_id = m.organization_id and o.until_at is null), '[]') as representatives,
      (select jsonb_build_object('by', coalesce(b.name, b.email), 'to', coalesce(t.name, t.email), 'at', ${iso(sql`c.spoke_at`)}, 'how', c.spoke_how)
        from person b, person t where b.id = c.spoke_by and t.id = c.spoke_with) as spoke,
      (select jsonb_build_object('id', b.id, 'by', coalesce(b.name, b.email), 'at', ${iso(sql`c.release_asked_at`)}, 'reason', c.release_reason)
        from person b where b.id = c.release_asked_by) as release
    ${fromChange} where c.list = ${list.slug} and c.reference = ${reference}`);
  if (row === null) return null;
  const { organization, status } = row;
  const standsIn = await isWithoutChair(database(), { viewer, list, about: "member", id: row.member_id });
  const subject = { list: list.slug, recused: row.recused, withoutChair: standsIn };
  if (!mayReadMemberSummary(viewer, subject)) return { view: "recused", reference, organization, status: null };
  if (!mayReadMember(viewer, subject)) return { view: "summary", reference, organization, status };
  const [release, resembles] = await Promise.all([standingRelease(row, list.slug), membersLike(viewer, list.slug, row)]);
  return { ...full(viewer, { ...row, release }, { now, subject }), resembles };
}

/** More members are not named. */
const mostMembersLike = 10;

/** The other members of the list with an alias that is the new address, is on its domain, or is on one that looks like it. */
async function membersLike(
  viewer: Person,
  list: string,
  { member_id: own, new_address: address }: FullRow,
): Promise<FullChange["resembles"]> {
  const { rows } = await database().execute<{ name: string; address: string; recused: boolean }>(sql`
    select m.name, near.address, ${recusedFromMember(viewer)} as recused
    from contact_alias near join member m on m.id = near.member_id
    where near.list = ${list} and near.until_at is null and near.skeleton = ${confusableSkeleton(hostOf(address))} and m.id <> ${own} and m.left_on is null
    order by m.name, m.id, near.id limit ${mostMembersLike}`);
  return rows.flatMap(({ name, address: other, recused }) => {
    const is = aliasResemblance(other, address);
    return is === null ? [] : [{ name: recused ? null : name, is }];
  });
}

/** Who asked to end the waiting period early; of somebody who may no longer decide on the change it counts for nothing. */
async function standingRelease({ member_id: id, release }: FullRow, list: string): Promise<FullRow["release"]> {
  if (release === null) return null;
  return (await eligibleApprovers(database(), { id, list }, [release.id])).size === 1 ? release : null;
}

function full(
  viewer: Person,
  row: FullRow,
  { now, subject }: { now: Date; subject: Omit<MemberSubject, "organizationId"> },
): Omit<FullChange, "resembles"> {
  const change = changeOf(row);
  const { reference, organization, status, oldAddress, newAddress, reason, askedAt, needsAgreement, agreedAt, waitsUntil } = change;
  const assesses = mayReviewMember(viewer, subject);
  const undecided = status === "asked" || status === "waiting";
  const spoke = row.spoke === null ? null : { ...row.spoke, at: new Date(row.spoke.at) };
  const waits = status === "waiting" && waitsUntil !== null && now < waitsUntil && (!needsAgreement || agreedAt !== null);
  const second = row.release !== null && row.release.id !== viewer.personId;
  return {
    view: "full",
    memberId: row.member_id,
    reference,
    organization,
    status,
    oldAddress,
    newAddress,
    reason,
    reachesTeam: row.reaches_team,
    warnings: row.flags,
    why: whyAgreement({ warnings: row.flags, oldIsDead: row.old_is_dead, askedThrough: row.asked_through }),
    askedBy: row.asker,
    askedAt,
    answeredBy: row.answered_by,
    steps: aliasChangeSteps(change, now),
    ended: endOf(change),
    agreements: row.agreements.map((each) => ({ ...each, at: new Date(each.at) })),
    call: { needed: row.old_is_dead, made: spoke },
    release: row.release === null ? null : { askedBy: row.release.by, reason: row.release.reason, at: new Date(row.release.at) },
    representatives: row.representatives,
    may: {
      agree:
        assesses &&
        undecided &&
        needsAgreement &&
        !row.said &&
        (!row.old_is_dead || spoke !== null) &&
        !sameEmployer(viewer.email, newAddress),
      stop: assesses && (undecided || status === "moving"),
      recordCall: assesses && undecided && row.old_is_dead,
      release: !waits ? null : second && assesses ? "agree" : row.release === null && mayChairMember(viewer, subject) ? "ask" : null,
    },
  };
}

/** The member for which a chair may ask for another contact alias; null for everybody else. */
export async function memberToAskFor(
  viewer: Actor,
  list: ListDefinition,
  memberId: string,
): Promise<{ readonly memberId: string; readonly name: string } | null> {
  if (!isPerson(viewer) || !isId(memberId)) return null;
  const row = await firstRow<{ name: string; recused: boolean; withoutChair: boolean }>(sql`
    select m.name, ${recusedFromMember(viewer)} as recused, ${await withoutChair(database(), { viewer, list, about: "member" })} as "withoutChair" from member m
    where m.id = ${memberId}::uuid and m.list = ${list.slug} and m.left_on is null`);
  return row !== null && mayChairMember(viewer, { list: list.slug, ...row }) ? { memberId, name: row.name } : null;
}

/** Whether the viewer has agreed or objected already. */
function hasDecided({ personId }: Person) {
  return sql`exists (select 1 from agreement a where a.subject_kind = 'alias-change' and a.subject_id = c.id and a.person_id = ${personId}::uuid)`;
}
