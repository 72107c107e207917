import { z } from "zod";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { recordApproval } from "@/lib/organization/commands/approval";
import { mayAnswerForMember, mayReviewMember } from "@/lib/organization/permissions";
import { changeReference, loadAliasChangeForUpdate } from "./load-change";
import { stopChange } from "./stop-change";

const input = z.strictObject({ reference: changeReference, reason: manyLines(1000, { name: "Reason" }) });

/**
 * Somebody who answers for the organization, or for the list, stops a change that is under way; from the committee it counts as an
 * objection. Stopped already, nothing happens.
 */
export const stopAliasChange = command("stopAliasChange", input, async (work, { reference, reason }) => {
  const hand = await loadAliasChangeForUpdate(work, { reference });
  const { actor, subject, change } = hand;
  const forMember = mayAnswerForMember(actor, subject);
  work.authorize(forMember || mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  if (change.status === "stopped") return work.nothingToDo();
  if (!forMember) await recordApproval(work, "alias-change", { id: change.id, member: hand.member, actor, verdict: "object", reason });
  await stopChange(work, hand, {
    through: forMember ? "representative" : "committee",
    personId: actor.personId,
    ...(forMember ? { name: actor.name ?? actor.email } : { role: roleOf(actor, change.list) ?? "" }),
    reason,
  });
});
