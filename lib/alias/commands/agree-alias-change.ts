import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { aliasChange } from "@/db/schema";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { recordApproval } from "@/lib/organization/commands/approval";
import { sameEmployer } from "@/lib/organization/employer";
import { changeReference, type LockedAliasChangeContext, loadAliasChangeForUpdate } from "./load-change";

const input = z.strictObject({ reference: changeReference, reason: manyLines(1000, { name: "Reason" }) });

/**
 * A committee member approves a change that needs two approvers. Counted under the lock of the change; a person who has lost the role, or
 * has a conflict of interest now, does not count. For a mailbox that nobody reads, somebody must have spoken with a representative
 * before. Nobody approves an address of their own employer. A second approval by the same person does nothing.
 */
export const agreeAliasChange = command("agreeAliasChange", input, async (work, { reference, reason }): Promise<"first" | "agreed"> => {
  const hand = await loadAliasChangeForUpdate(work, { reference });
  const { actor, subject, change, member } = hand;
  work.authorize(mayApprove("alias-change", actor, subject) && isPerson(actor) && !sameEmployer(actor.email, change.newAddress));
  requireRecentSignIn(work, actor);
  refuseUnless(change.status === "asked" || change.status === "waiting", "The change is no longer waiting for approval.", "conflict");
  refuseUnless(member.leftOn === null, "The organization is no longer a member of this list.", "conflict");
  refuseUnless(change.needsAgreement, "This change does not need approval. It can still be stopped.");
  refuseUnless(!change.oldIsDead || change.spokeAt !== null, "First record a conversation with a representative. An email does not count.");

  const approval = await recordApproval(work, "alias-change", { id: change.id, member, actor, reason });
  const agreed = change.agreedAt === null && approval.isApproved;
  if (!approval.isNew && !agreed) {
    work.nothingToDo();
    return change.agreedAt === null ? "first" : "agreed";
  }
  if (agreed) await applyApproval(work, hand);
  work.audit("alias.change_agreed", hand.about, {}, roleOf(actor, change.list));
  return agreed || change.agreedAt !== null ? "agreed" : "first";
});

async function applyApproval(work: Work, { change }: LockedAliasChangeContext): Promise<void> {
  await work.tx
    .update(aliasChange)
    .set({ agreedAt: work.now })
    .where(and(eq(aliasChange.id, change.id), eq(aliasChange.memberId, change.memberId)));
  if (change.waitsUntil !== null) work.enqueue("move-alias-change", { changeId: change.id }, change.waitsUntil);
}
