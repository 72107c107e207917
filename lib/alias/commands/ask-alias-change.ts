import { aliasChange } from "@/db/schema";
import { refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { recordApproval } from "@/lib/organization/commands/approval";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { nextReference } from "@/lib/organization/commands/next-reference";
import { mayActForMember, mayChairMember } from "@/lib/organization/permissions";
import { eligibleCommittee } from "@/lib/organization/queries/approvers";
import { type AliasWish, aliasWishOfMember } from "../wish";
import { askAlias, askedTooOften } from "./ask-alias";
import { type AssessedAlias, assessAlias, openChangeOf } from "./assess-alias";
import { tellCommittee, tellWithStop } from "./change-emails";
import { aboutChange, type LockedAliasChangeContext } from "./load-change";

const dayLong = 86_400_000;

/**
 * Requests another contact alias. In one transaction, the new address is asked whether it is monitored, the aliases in use and
 * every representative are told and given a link that stops it, and the committee sees it. Nothing changes yet. A chair may request it for
 * the organization; then, as for an unknown domain or a dead mailbox, two people on the committee have to approve, of whom
 * the chair is one. One change can be open at a time; the same request again is not an error.
 */
export const askAliasChange = command("askAliasChange", aliasWishOfMember, async (work, { member: memberId, ...wish }) => {
  const locked = await loadMemberForUpdate(work, memberId);
  const through = mayActForMember(locked.actor, locked.subject) ? "representative" : "committee";
  work.authorize(through === "representative" || mayChairMember(locked.actor, locked.subject));
  requireRecentSignIn(work, locked.actor);
  refuseUnless(locked.member.leftOn === null, "The organization is no longer a member of this list.", "conflict");

  const open = await openChangeOf(work.tx, memberId);
  if (open !== null && isSameWish(open, wish)) {
    work.nothingToDo();
    return { reference: open.reference };
  }
  refuseUnless(
    open === null,
    `Another change of the contact alias is in progress, ${open?.reference}. Stop it first, or wait until it is complete.`,
    "conflict",
  );
  if (through === "committee" && isPerson(locked.actor)) {
    const eligible = await eligibleCommittee(work.tx, locked.member);
    refuseWithoutApprovers("alias-change", { list: locked.list, eligible, taken: [locked.actor.personId] });
  }
  const assessment = await assessAlias(work.tx, { ...locked, today: work.today, through }, wish);
  const within = await withinRate(work, rateLimits.aliasChangePerMember, memberId);
  refuseUnless(within, "This membership has reached the daily limit for changes. Try again tomorrow.", "too-often");

  const hand = await store(work, locked, { wish, assessment, through });
  const { change, about } = hand;
  work.enqueue("expire-alias-change", { changeId: change.id }, change.answerBy);
  work.audit("alias.change_asked", about, { mode: change.mode }, through === "committee" ? roleOf(locked.actor, change.list) : undefined);
  await askNewAddress(work, hand);
  await tell(work, hand, assessment);
  return { reference: change.reference };
});

/** A second press, or a colleague with the same thought. */
function isSameWish(open: typeof aliasChange.$inferSelect, wish: AliasWish): boolean {
  return (
    open.newAddress.toLowerCase() === wish.address.trim().toLowerCase() &&
    open.mode === wish.mode &&
    (wish.oldAlias === "" || wish.oldAlias === open.oldAliasId)
  );
}

type Wished = { readonly wish: AliasWish; readonly assessment: AssessedAlias; readonly through: "representative" | "committee" };

async function store(work: Work, locked: LockedMemberContext, { wish, assessment, through }: Wished): Promise<LockedAliasChangeContext> {
  const { member, list } = locked;
  if (!isPerson(work.actor)) throw notAllowed();
  const [change] = await work.tx
    .insert(aliasChange)
    .values({
      reference: await nextReference(work),
      list: member.list,
      memberId: member.id,
      mode: wish.mode,
      oldAliasId: assessment.old?.id ?? null,
      newAddress: assessment.address,
      newDomain: assessment.domain,
      reason: wish.reason,
      reachesTeam: wish.reachesTeam,
      warnings: assessment.warnings.map(({ code }) => code),
      oldIsDead: wish.oldIsDead === "yes",
      needsAgreement: assessment.why.length > 0,
      askedAt: work.now,
      askedBy: work.actor.personId,
      askedThrough: through,
      answerBy: new Date(work.now.getTime() + list.aliasChange.answerWithinDays * dayLong),
    })
    .returning();
  if (change === undefined) throw new Error("The change of the contact alias was not stored");
  if (through === "committee")
    await recordApproval(work, "alias-change", { id: change.id, member, actor: work.actor, reason: wish.reason });
  return { ...locked, change, about: aboutChange(change) };
}

/** Asks at the new address whether it is monitored. */
export async function askNewAddress(work: Work, hand: LockedAliasChangeContext): Promise<void> {
  if ((await questionNewAddress(work, hand)) === "asked") return;
  throw new Refusal(`${askedTooOften}.`, { kind: "too-often", problems: [{ field: "address", message: askedTooOften }] });
}

/** The same, where nobody waits for the outcome: past the limits of a day nothing is written, and it is asked again later. */
export async function questionNewAddress(work: Work, { change, member }: LockedAliasChangeContext): Promise<"asked" | "too-often"> {
  return askAlias(work, {
    subject: { kind: "alias-change", id: change.id },
    list: change.list,
    organizationId: member.organizationId,
    organization: member.name,
    memberId: member.id,
    reference: change.reference,
    address: change.newAddress,
  });
}

async function tell(work: Work, hand: LockedAliasChangeContext, { why }: AssessedAlias): Promise<void> {
  const { change, list } = hand;
  const answerBy = dayOf(change.answerBy);
  await tellWithStop(work, hand, "alias-change-asked", (about) => ({
    ...about,
    reason: change.reason,
    oldIsDead: change.oldIsDead,
    answerBy,
    waitDays: list.aliasChange.waitDays,
    needsAgreement: change.needsAgreement,
  }));
  await tellCommittee(work, hand, "alias-change-review", (about) => ({ ...about, answerBy, why }));
}
