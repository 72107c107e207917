import { z } from "zod";
import { agreement } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { mayAnswerForMember, mayReviewMember } from "@/lib/organization/permissions";
import { changeReference, type LockedAliasChangeContext, loadAliasChangeForUpdate, roleOf } from "./load-change";
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
  if (!forMember) await object(work, hand, { personId: actor.personId, reason });
  await stopChange(work, hand, {
    through: forMember ? "representative" : "committee",
    personId: actor.personId,
    ...(forMember ? { name: actor.name ?? actor.email } : { role: roleOf(actor, change.list) ?? "" }),
    reason,
  });
});

/** An objection replaces an approval that the person gave before. */
async function object(
  work: Work,
  { change }: LockedAliasChangeContext,
  { personId, reason }: { personId: string; reason: string },
): Promise<void> {
  const approval = { verdict: "object", reason, at: work.now } as const;
  await work.tx
    .insert(agreement)
    .values({ list: change.list, subjectKind: "alias-change", subjectId: change.id, personId, ...approval })
    .onConflictDoUpdate({ target: [agreement.subjectKind, agreement.subjectId, agreement.personId], set: approval });
}
