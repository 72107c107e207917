import { z } from "zod";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, type Person, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { recordApproval } from "@/lib/organization/commands/approval";
import { sameEmployer } from "@/lib/organization/employer";
import { complete, endAccessRecovery, isComplete, loadAccessRecoveryForUpdate, refuseUnlessOpen } from "./access-recovery";

const input = z.strictObject({
  accessRecovery: z.uuid(),
  verdict: z.enum(["agree", "object"], { error: "Select whether you agree" }),
  reason: manyLines(2000, { name: "Reason" }),
});

/**
 * One of the committee agrees that somebody takes over, once alias and domain are proved, or objects at any time with a reason,
 * which ends it. It is completed when two have agreed and the waiting period is over, whichever comes last. Nobody decides their own
 * request, or a colleague's.
 */
export const decideAccessRecovery = command("decideAccessRecovery", input, async (work, { accessRecovery: id, verdict, reason }) => {
  const locked = await loadAccessRecoveryForUpdate(work, id);
  const { actor, member, subject, accessRecovery } = locked;
  work.authorize(mayApprove("access-recovery", actor, subject) && isPerson(actor) && !isOwn(actor, accessRecovery));
  requireRecentSignIn(work, actor);
  refuseUnlessOpen(accessRecovery);
  if (verdict === "object" && reason === "") {
    const message = "Enter why you object. The person who asked will read it";
    throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "reason", message }] });
  }
  refuseUnless(verdict === "object" || accessRecovery.waitsUntil !== null, "Control of the alias and the domain has to be proved first.");
  const grant = roleOf(actor, member.list);
  const { isNew } = await recordApproval(work, "access-recovery", { id, member, actor, verdict, reason });
  if (verdict === "object") return endAccessRecovery(work, locked, { through: "committee", reason, role: grant });
  if (isNew) work.audit("access_recovery.agreed", aboutMember(member), {}, grant);
  if (await isComplete(work, locked)) return complete(work, locked);
  if (!isNew) work.nothingToDo();
});

function isOwn({ personId, email }: Person, asked: { readonly personId: string; readonly email: string }): boolean {
  return personId === asked.personId || sameEmployer(email, asked.email);
}
