import { and, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { accessRecovery, aliasCheck } from "@/db/schema";
import { askAlias } from "@/lib/alias/commands/ask-alias";
import { command, type Work } from "@/lib/kernel/command";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { isWorker } from "@/lib/organization/permissions";
import {
  accessRecoveryInTurn,
  type LockedAccessRecoveryContext,
  loadAccessRecoveryForUpdate,
  tellOfAccessRecovery,
} from "./access-recovery";
import { memberByName } from "./member-by-name";
import { aliasesOf } from "./write-to";

const input = z.object({ accessRecoveryId: z.uuid(), at: z.iso.datetime() });

/**
 * Finds the member that a request to take over names, tells everybody who acts for it once, and asks its contact alias: all that needs
 * to know whether there is such a member. Past the limits of a day the alias is not asked, and nobody is told that it was not.
 * `at` is when it was asked for: done already, or no member of that name, nothing happens.
 */
export const beginAccessRecovery = command("beginAccessRecovery", input, async (work, { accessRecoveryId, at }) => {
  const asked = await accessRecoveryInTurn(work, accessRecoveryId);
  work.authorize(isWorker(work.actor));
  if (asked.status !== "open") return work.nothingToDo();
  if (asked.memberId === null) {
    const memberId = await memberByName(work, asked.list, asked.organization);
    if (memberId === null) return work.nothingToDo();
    await work.tx.update(accessRecovery).set({ memberId }).where(eq(accessRecovery.id, accessRecoveryId));
    const locked = await loadAccessRecoveryForUpdate(work, accessRecoveryId);
    await tellOfAccessRecovery(work, locked, null);
    work.enqueue("check-access-recovery-domain", { accessRecoveryId });
    work.audit("access_recovery.told", aboutMember(locked.member));
  }
  await askOnce(work, await loadAccessRecoveryForUpdate(work, accessRecoveryId), new Date(at));
});

/** Asks the alias that is in use for longest; an answer proves that the mailbox is read, and decides nothing by itself. */
async function askOnce(work: Work, { member, accessRecovery: asked }: LockedAccessRecoveryContext, since: Date): Promise<void> {
  const [address] = await aliasesOf(work, member);
  if (address === undefined || asked.aliasProvedAt !== null || (await wasAsked(work, asked.id, since))) return work.nothingToDo();
  await askAlias(work, {
    subject: { kind: "access-recovery", id: asked.id },
    list: member.list,
    organizationId: member.organizationId,
    organization: member.name,
    memberId: member.id,
    reference: asked.reference,
    address,
  });
}

async function wasAsked(work: Work, accessRecoveryId: string, since: Date): Promise<boolean> {
  const asked = await work.tx
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "access-recovery"), eq(aliasCheck.subjectId, accessRecoveryId), gte(aliasCheck.askedAt, since)))
    .limit(1);
  return asked.length > 0;
}
