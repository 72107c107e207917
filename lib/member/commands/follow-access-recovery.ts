import { eq } from "drizzle-orm";
import { z } from "zod";
import { accessRecovery, aliasCheck } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { isWorker } from "@/lib/organization/permissions";
import { beginToWait, endAccessRecovery, loadAccessRecoveryForUpdate } from "./access-recovery";

const input = z.object({ checkId: z.uuid() });

/**
 * Carries an answer at the contact alias on: it proves the mailbox, and "this is not ours" ends the access recovery, also after an
 * answer. Carried on already, nothing happens.
 */
export const followAccessRecovery = command("followAccessRecovery", input, async (work, { checkId }) => {
  work.authorize(isWorker(work.actor));
  const [found] = await work.tx.select({ subjectId: aliasCheck.subjectId }).from(aliasCheck).where(eq(aliasCheck.id, checkId));
  if (found === undefined) throw notAllowed();
  const locked = await loadAccessRecoveryForUpdate(work, found.subjectId);
  const { member, accessRecovery: asked } = locked;
  const [check] = await work.tx.select().from(aliasCheck).where(eq(aliasCheck.id, checkId));
  if (check === undefined || asked.status !== "open") return work.nothingToDo();
  if (check.disownedAt !== null) return endAccessRecovery(work, locked, { through: "alias" });
  if (check.answeredAt === null || asked.aliasProvedAt !== null) return work.nothingToDo();
  await work.tx.update(accessRecovery).set({ aliasProvedAt: check.answeredAt }).where(eq(accessRecovery.id, asked.id));
  work.audit("access_recovery.alias_proved", aboutMember(member));
  if (asked.domainProvedAt !== null) await beginToWait(work, locked);
});
