import { eq } from "drizzle-orm";
import { z } from "zod";
import { aliasChange } from "@/db/schema";
import { refuseAsSecond, refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayApprove, mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { eligibleCommittee } from "@/lib/organization/queries/approvers";
import { changeReference, loadAliasChangeForUpdate } from "./load-change";

const input = z.strictObject({ reference: changeReference, reason: manyLines(1000, { name: "Reason" }) });

/**
 * Ends the waiting period early: a chair requests it with a reason, and a different person without a conflict of interest does the same and thereby
 * agrees, while the first still may decide. The address must have answered, and a change that needs two approvers must have them:
 * only the waiting period is skipped. Both addresses still receive until somebody at the new one has answered again.
 */
export const releaseAliasChange = command(
  "releaseAliasChange",
  input,
  async (work, { reference, reason }): Promise<"asked" | "released"> => {
    const { actor, subject, change, member, list, about } = await loadAliasChangeForUpdate(work, { reference });
    const eligible = await eligibleCommittee(work.tx, member);
    const asked = eligible.some(({ id }) => id === change.releaseAskedBy);
    const second = asked && (!isPerson(actor) || change.releaseAskedBy !== actor.personId);
    work.authorize(second ? mayApprove("alias-release", actor, subject) : mayRequest("alias-release", actor, subject));
    requireRecentSignIn(work, actor);
    const waits = change.status === "waiting" && change.waitsUntil !== null && work.now < change.waitsUntil;
    refuseUnless(waits, "There is no waiting period to end.", "conflict");
    refuseUnless(member.leftOn === null, "The organization is no longer a member of this list.", "conflict");
    refuseUnless(!change.needsAgreement || change.agreedAt !== null, "Two people on the committee have to agree to the change first.");

    const role = roleOf(actor, change.list);
    if (!second) {
      if (asked) {
        work.nothingToDo();
        return "asked";
      }
      refuseUnless(reason !== "", "Enter why the waiting period should end early.", "input");
      refuseWithoutApprovers("alias-release", { list, eligible, taken: [actor.personId] });
      await work.tx
        .update(aliasChange)
        .set({ releaseAskedBy: actor.personId, releaseAskedAt: work.now, releaseReason: reason })
        .where(eq(aliasChange.id, change.id));
      work.audit("alias.change_release_asked", about, {}, role);
      return "asked";
    }
    refuseAsSecond("alias-release", { list, eligible, by: change.releaseAskedBy, actor: actor.personId });
    await work.tx
      .update(aliasChange)
      .set({ waitsUntil: work.now, releasedBy: actor.personId, releasedAt: work.now })
      .where(eq(aliasChange.id, change.id));
    work.enqueue("move-alias-change", { changeId: change.id });
    work.audit("alias.change_released", about, {}, role);
    return "released";
  },
);
