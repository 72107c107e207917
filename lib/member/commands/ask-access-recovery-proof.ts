import { z } from "zod";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { aboutAccessRecovery, accessRecoveryInTurn, refuseUnlessOpen } from "./access-recovery";

const input = z.strictObject({ accessRecovery: z.uuid(), proof: z.enum(["alias", "domain"]) });

/**
 * The requester of an access recovery has the contact alias asked once more, or the domain checked now, within the daily limits. The worker
 * does both, so that the answer does not reveal whether there is such a member. Does nothing for what is proved already.
 */
export const askAccessRecoveryProof = command("askAccessRecoveryProof", input, async (work, { accessRecovery: id, proof }) => {
  const accessRecovery = await accessRecoveryInTurn(work, id);
  work.authorize(isPerson(work.actor) && work.actor.personId === accessRecovery.personId);
  refuseUnlessOpen(accessRecovery);
  if ((proof === "alias" ? accessRecovery.aliasProvedAt : accessRecovery.domainProvedAt) !== null) return work.nothingToDo();
  refuseUnless(
    await withinRate(work, proof === "alias" ? rateLimits.aliasEmailPerAccessRecovery : rateLimits.domainCheckPerAccessRecovery, id),
    proof === "alias"
      ? "You have reached today's limit for emails to the alias. Try again tomorrow."
      : "You have reached today's limit for domain checks. Try again tomorrow.",
    "too-often",
  );
  if (proof === "alias") work.enqueue("begin-access-recovery", { accessRecoveryId: id, at: work.now.toISOString() });
  else work.enqueue("check-access-recovery-domain", { accessRecoveryId: id });
  work.audit(proof === "alias" ? "access_recovery.alias_asked" : "access_recovery.domain_asked", aboutAccessRecovery(accessRecovery));
});
