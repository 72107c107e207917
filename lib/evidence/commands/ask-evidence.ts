import { z } from "zod";
import { withinRate } from "@/lib/identity/rate";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { type CheckName, checkNames } from "../checks";
import { mayAskEvidence } from "../permissions";
import { askLimit } from "../rules";
import { type CheckSubject, checkFacts } from "./check-facts";

const input = z.strictObject({
  memberId: z.uuid(),
  /** One check, or left out all that the list asks for. */
  name: z.enum(checkNames).optional(),
});

/** Has the checks of a member run again, at once. At most 12 times an hour for one member. */
export const askEvidence = command("askEvidence", input, async (work, { memberId, name }): Promise<void> => {
  const { member, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayAskEvidence(actor, subject));
  await enqueueChecks(work, { memberId }, { name, because: "button" });
  work.audit("evidence.asked", { kind: "member", id: member.id, list: member.list }, { name: name ?? "all" });
});

/**
 * Queues one check of a subject, or all that its list asks for, in the handler's transaction. A person who asks too often is refused;
 * one check that the list does not have is no page.
 */
export async function enqueueChecks(
  work: Work,
  subject: CheckSubject,
  { name, because }: { name?: CheckName | undefined; because: "button" | "recheck" | "application" },
): Promise<void> {
  const id = "memberId" in subject ? subject.memberId : subject.applicationId;
  if (because === "button")
    refuseUnless(await withinRate(work, askLimit, id), "The checks ran recently. Try again in an hour.", "too-often");
  const facts = await checkFacts(work.tx, subject, work.today);
  if (facts === null || (name !== undefined && !facts.checks.includes(name))) throw notAllowed();
  for (const each of name === undefined ? facts.checks : [name]) work.enqueue("check-evidence", { ...subject, name: each, because });
}
