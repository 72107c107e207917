import { and, eq, isNull } from "drizzle-orm";
import { embargoAcceptance } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import type { Answer } from "@/lib/list/answer";
import { policyHash, policyVersion } from "@/lib/list/embargo";
import type { Reading } from "@/lib/list/kind";
import { listOf } from "@/lib/organization/commands/list-of";
import { aboutApplication } from "./emails";
import type { LockedApplication } from "./lock";

/**
 * Applies the acceptance of the embargo policy that was just stored. A valid "yes" becomes a dated row with the version
 * and the hash of the text that was shown on the page; anything else ends the row that was in force. Rows are never rewritten.
 */
export async function followAcceptance(work: Work, application: LockedApplication, reading: Reading<Answer>): Promise<void> {
  const acceptance = reading.ok && reading.answer.kind === "policy-acceptance" && reading.answer.accepted ? reading.answer : null;
  const inForce = and(eq(embargoAcceptance.applicationId, application.id), isNull(embargoAcceptance.endedAt));
  const [known] = await work.tx.select().from(embargoAcceptance).where(inForce);
  if (
    known &&
    acceptance &&
    known.policyVersion === acceptance.version &&
    known.personName === acceptance.name &&
    known.personRole === acceptance.role
  )
    return;

  if (known) await work.tx.update(embargoAcceptance).set({ endedAt: work.now }).where(inForce);
  const policy = acceptance && policyVersion(listOf(application.list), acceptance.version);
  if (!acceptance || !policy || !isPerson(work.actor)) return;
  await work.tx.insert(embargoAcceptance).values({
    applicationId: application.id,
    organizationId: application.organizationId,
    list: application.list,
    policyVersion: policy.version,
    policyHash: policyHash(policy),
    personName: acceptance.name,
    personRole: acceptance.role,
    recordedBy: work.actor.personId,
    at: work.now,
  });
  work.audit("application.embargo_accepted", aboutApplication(application), { version: policy.version });
}
