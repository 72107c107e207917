import { and, eq, gte, ne } from "drizzle-orm";
import { z } from "zod";
import { agreement, endOfMembership } from "@/db/schema";
import { refuseAsSecond, refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayApprove, mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { recordApproval } from "@/lib/organization/commands/approval";
import { type LockedMember, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { nextReference } from "@/lib/organization/commands/next-reference";
import { eligibleApprovers, eligibleCommittee } from "@/lib/organization/queries/approvers";

import { bringBack } from "./bring-back";

const askInput = z.strictObject({
  member: z.uuid(),
  reason: manyLines(2000, { name: "Reason", empty: "Enter why the member is reinstated" }),
});

/** A chair asks to reinstate a member that left or was removed, with a reason. It counts once a second person agrees. */
export const askReinstatement = command("askReinstatement", askInput, async (work, { member: memberId, reason }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayRequest("reinstatement", actor, subject));
  requireRecentSignIn(work, actor);
  const { gone, asked } = await askedBy(work, member);
  if (asked === actor.personId) return work.nothingToDo();
  refuseUnless(asked === null, "Somebody has already asked for this. A second person can agree.", "conflict");
  refuseWithoutApprovers("reinstatement", { list, eligible: await eligibleCommittee(work.tx, member), taken: [actor.personId] });
  await recordApproval(work, "reinstatement", { id: member.id, member, actor, reason, since: gone });
  work.audit("reinstatement.asked", aboutMember(member), {}, roleOf(actor, member.list));
});

/** A second, different person agrees, and the member is reinstated at once. */
export const agreeReinstatement = command(
  "agreeReinstatement",
  z.strictObject({ member: z.uuid() }),
  async (work, { member: memberId }) => {
    const { member, list, actor, subject } = await loadMemberForUpdate(work, memberId);
    work.authorize(mayApprove("reinstatement", actor, subject));
    requireRecentSignIn(work, actor);
    const { gone, asked } = await askedBy(work, member);
    refuseUnless(asked !== null, "Nobody has asked to reinstate this member.");
    refuseAsSecond("reinstatement", { list, eligible: await eligibleCommittee(work.tx, member), by: asked, actor: actor.personId });
    await recordApproval(work, "reinstatement", { id: member.id, member, actor, since: gone });
    work.audit("reinstatement.agreed", aboutMember(member), {}, roleOf(actor, member.list));
    await bringBack(work, { member, list, reference: await nextReference(work) });
  },
);

/** When the membership ended, and who asked since to reinstate the member and may still decide on it; null when nobody did. */
async function askedBy(work: Work, member: LockedMember): Promise<{ readonly gone: Date; readonly asked: string | null }> {
  const { id, leftOn } = member;
  const [gone] = await work.tx.select({ at: endOfMembership.at }).from(endOfMembership).where(eq(endOfMembership.memberId, id));
  refuseUnless(leftOn !== null && gone !== undefined, "This organization is already a member.", "conflict");
  const asked = await work.tx
    .select({ personId: agreement.personId })
    .from(agreement)
    .where(
      and(
        eq(agreement.subjectKind, "reinstatement"),
        eq(agreement.subjectId, id),
        eq(agreement.verdict, "agree"),
        ne(agreement.reason, ""),
        gte(agreement.at, gone.at),
      ),
    )
    .orderBy(agreement.at);
  const people = asked.map(({ personId }) => personId);
  const deciders = await eligibleApprovers(work.tx, member, people);
  return { gone: gone.at, asked: people.find((personId) => deciders.has(personId)) ?? null };
}
