import { eq } from "drizzle-orm";
import { z } from "zod";
import { accessRecovery, domainSights } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { isWorker } from "@/lib/organization/permissions";
import { beginToWait, loadAccessRecoveryForUpdate } from "./access-recovery";

const input = z.object({ accessRecoveryId: z.uuid(), seen: z.enum(domainSights) });

/**
 * Records what was found at the organization's domain. A proof stays valid if the record disappears later: the
 * committee reviews it before approving. "Cannot tell" proves nothing and ends nothing.
 */
export const recordAccessRecoveryDomain = command("recordAccessRecoveryDomain", input, async (work, { accessRecoveryId, seen }) => {
  const locked = await loadAccessRecoveryForUpdate(work, accessRecoveryId);
  const { actor, member, accessRecovery: asked } = locked;
  work.authorize(isWorker(actor));
  if (asked.status !== "open" || asked.domainProvedAt !== null) return work.nothingToDo();
  const domainProvedAt = seen === "proved" ? work.now : null;
  await work.tx
    .update(accessRecovery)
    .set({ domainCheckedAt: work.now, domainSeen: seen, domainProvedAt })
    .where(eq(accessRecovery.id, accessRecoveryId));
  work.audit("access_recovery.domain_checked", aboutMember(member), { seen });
  if (domainProvedAt !== null && asked.aliasProvedAt !== null) await beginToWait(work, locked);
});
