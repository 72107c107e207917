import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { dayOf, momentOf } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
import { tokenHash } from "@/lib/kernel/token";
import { listOf } from "@/lib/organization/commands/list-of";
import { mayActForMember, mayAnswerForMember, mayChairMember } from "@/lib/organization/permissions";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { isWithoutChair } from "@/lib/organization/queries/without-chair";
import type { AliasChangeStatus } from "../change-lifecycle";
import { type AgreementReason, type AliasChangeStep, aliasChangeSteps, whyAgreement } from "../change-rules";
import { type AssessedAlias, assessAlias } from "../commands/assess-alias";
import { stopTokenPurpose } from "../commands/change-emails";
import { aliasWish } from "../wish";
import { aliasAnsweredAt, aliasQuickAt } from "./in-use";
import { type AliasChangeEnd, actsFor, type ChangeRow, changeColumns, changeOf, endOf, firstRow, fromChange, iso, sitsFor } from "./rows";

/** A contact alias in use, as the organization's people and the committee see it. */
export type AliasInUse = {
  readonly id: string;
  readonly address: string;
  readonly since: Date;
  /** When a person last answered there, and under which name, where that is known. */
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  /** When it gave an answer since that the committee looks at, see `answeredQuickly`. */
  readonly quickAt: Date | null;
};

/** The contact aliases in use of a membership, oldest first, for those who act for it and its committee. Empty for everybody else. */
export async function contactAliasesOf(viewer: Actor, memberId: string): Promise<readonly AliasInUse[]> {
  if (!isPerson(viewer) || !isId(memberId)) return [];
  const { rows } = await database().execute<{
    id: string;
    address: string;
    since: string;
    answered_at: string | null;
    answered_by: string | null;
    quick_at: string | null;
  }>(sql`
    select l.id, l.address, ${iso(sql`l.since_at`)} as since, ${iso(aliasAnsweredAt)} as answered_at, ${iso(aliasQuickAt)} as quick_at,
      case when k.answered_at >= coalesce(l.answered_at, k.answered_at) then k.answered_by end as answered_by
    from contact_alias l join member m on m.id = l.member_id
    left join lateral (
      select k.answered_at, k.answered_by from alias_check k
      where k.member_id = m.id and lower(k.address) = lower(l.address) and k.answered_at is not null and k.disowned_at is null
        and not k.check_by_hand
      order by k.answered_at desc limit 1) k on true
    where m.id = ${memberId}::uuid and l.until_at is null and (${actsFor(viewer)} or (${sitsFor(viewer)} and not ${recusedFromMember(viewer)}))
    order by l.since_at, l.id`);
  return rows.map(({ id, address, since, answered_at, answered_by, quick_at }) => ({
    id,
    address,
    since: new Date(since),
    answeredAt: momentOf(answered_at),
    answeredBy: answered_by,
    quickAt: momentOf(quick_at),
  }));
}

/** A change of a contact alias as the organization's people see it. */
export type OwnAliasChange = {
  readonly reference: string;
  readonly status: AliasChangeStatus;
  readonly oldAddress: string | null;
  readonly newAddress: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly steps: readonly AliasChangeStep[];
  /** Why two people on the committee still have to agree; empty where they need not, or have. */
  readonly why: readonly AgreementReason[];
  /** Why it ended without being completed; null while it is open, and once it is complete. */
  readonly ended: AliasChangeEnd | null;
  readonly completedAt: Date | null;
  readonly mayStop: boolean;
  /** Whether a new email to the new address could help now. */
  readonly mayResend: boolean;
};

/** The newest change of a membership's contact alias, for those who act for it: the open one, or the last that ended. Null otherwise. */
export async function aliasChangeOf(viewer: Actor, memberId: string, now: Date): Promise<OwnAliasChange | null> {
  if (!isPerson(viewer) || !isId(memberId)) return null;
  const row = await firstRow<ChangeRow & { organization_id: string }>(sql`
    select ${changeColumns}, m.organization_id ${fromChange}
    where c.member_id = ${memberId}::uuid and ${actsFor(viewer)}
    order by c.asked_at desc, c.id limit 1`);
  if (row === null) return null;
  const change = changeOf(row);
  const open = ["asked", "waiting", "moving"].includes(change.status);
  const answers = mayAnswerForMember(viewer, { organizationId: row.organization_id });
  const { reference, status, oldAddress, newAddress, reason, askedBy, askedAt, completedAt } = change;
  return {
    reference,
    status,
    oldAddress,
    newAddress,
    reason,
    askedBy,
    askedAt,
    completedAt,
    steps: aliasChangeSteps(change, now),
    why: open && change.needsAgreement && change.agreedAt === null ? toldReasons(whyAgreement(change)) : [],
    ended: endOf(change),
    mayStop: open && answers,
    mayResend: answers && ((status === "asked" && now < change.answerBy) || status === "moving"),
  };
}

/** What the page behind a link that stops a change shows. */
export type StopLinkPage = {
  readonly list: string;
  readonly organization: string;
  readonly reference: string;
  readonly status: AliasChangeStatus;
  readonly oldAddress: string | null;
  readonly newAddress: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly completedAt: Date | null;
  readonly ended: AliasChangeEnd | null;
};

/**
 * The change that a link can stop, or null; null also for the link of somebody who no longer acts for the organization. Whoever
 * holds the link sees it, signed in or not; looking changes nothing.
 */
export async function aliasChangeOfStopLink(_viewer: Actor, token: string): Promise<StopLinkPage | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const row = await firstRow<ChangeRow>(sql`
    select ${changeColumns} ${fromChange} join alias_change_stop s on s.change_id = c.id
    where s.token_hash = ${tokenHash(stopTokenPurpose, token)} and (s.person_id is null or exists (
      select 1 from organization_contact o where o.person_id = s.person_id and o.organization_id = m.organization_id and o.until_at is null))`);
  if (row === null) return null;
  const change = changeOf(row);
  const { list, organization, reference, status, oldAddress, newAddress, askedBy, askedAt, completedAt } = change;
  return { list, organization, reference, status, oldAddress, newAddress, askedBy, askedAt, completedAt, ended: endOf(change) };
}

/** What is only for the committee to know: that an address resembles one of another member's. */
const notSaid = "confusable";

/** A wish as it was reviewed, and what follows when it is asked. */
export type AssessedWish = AssessedAlias & { readonly waitDays: number; readonly answerWithinDays: number };

/**
 * Validates a request for another contact alias before it is made, for the membership's primary and the list's chairs. Writes nothing.
 * Throws a Refusal that names every mistake; for everybody else one that names nothing.
 */
export async function assessedWish(viewer: Actor, memberId: string, said: unknown, now: Date): Promise<AssessedWish> {
  if (!isPerson(viewer) || !isId(memberId)) throw notAllowed();
  const row = await firstRow<{ organization_id: string; list: string; recused: boolean }>(sql`
    select m.organization_id, m.list, ${recusedFromMember(viewer)} as recused from member m
    where m.id = ${memberId}::uuid and m.left_on is null and (${actsFor(viewer)} or ${sitsFor(viewer)})`);
  if (row === null) throw notAllowed();
  const list = listOf(row.list);
  const standsIn = await isWithoutChair(database(), { viewer, list, about: "member", id: memberId });
  const subject = { list: row.list, organizationId: row.organization_id, recused: row.recused, withoutChair: standsIn };
  const through = mayActForMember(viewer, subject) ? "representative" : "committee";
  if (through === "committee" && !mayChairMember(viewer, subject)) throw notAllowed();
  const wish = aliasWish.safeParse(said);
  if (!wish.success) {
    const problems = wish.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
    throw new Refusal(problems[0]?.message ?? "", { kind: "input", problems });
  }
  const member = { id: memberId, organizationId: row.organization_id };
  const assessment = await assessAlias(database(), { member, list, today: dayOf(now), through }, wish.data);
  if (through === "committee") return { ...assessment, ...list.aliasChange };
  const warnings = assessment.warnings.filter(({ code }) => code !== notSaid);
  return { ...assessment, warnings, why: toldReasons(assessment.why), ...list.aliasChange };
}

function toldReasons(why: readonly AgreementReason[]): readonly AgreementReason[] {
  return why.filter((reason) => reason !== notSaid);
}
