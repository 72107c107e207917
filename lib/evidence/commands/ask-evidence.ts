import { z } from "zod";
import { withinRate } from "@/lib/identity/rate";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { type CheckName, type CheckSubject, checkNames, checkNamesOf } from "../checks";
import { mayAskEvidence } from "../permissions";
import { askLimit } from "../rules";

const input = z.strictObject({
  memberId: z.uuid(),
  /** One check, or left out all that the list asks for. */
  name: z.enum(checkNames).optional(),
});

/** Has the checks of a member run again, at once. At most 12 times an hour for one member. */
export const askEvidence = command("askEvidence", input, async (work, { memberId, name }): Promise<void> => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayAskEvidence(actor, subject) && member.leftOn === null);
  await enqueueChecks(work, { memberId }, { list, name });
  work.audit("evidence.asked", { kind: "member", id: member.id, list: member.list }, { name: name ?? "all" });
});

type Wanted = { readonly list: ListDefinition; readonly name?: CheckName | undefined };

/**
 * Queues one check of a subject, or all that its list asks for, in the handler's transaction. A person who asks too often is refused;
 * one check that the list does not have is no page.
 */
export async function enqueueChecks(work: Work, subject: CheckSubject, { list, name }: Wanted): Promise<void> {
  const id = "memberId" in subject ? subject.memberId : subject.applicationId;
  refuseUnless(await withinRate(work, askLimit, id), "The checks ran recently. Try again in an hour.", "too-often");
  const checks = checkNamesOf(list, work.today);
  if (name !== undefined && !checks.includes(name)) throw notAllowed();
  for (const each of name === undefined ? checks : [name]) work.enqueue("check-evidence", { ...subject, name: each, because: "button" });
}
