import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck } from "@/db/schema";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { command, type Work } from "@/lib/kernel/command";
import { firstTime } from "@/lib/kernel/first-time";
import { confirmContactAlias } from "@/lib/organization/commands/contact-alias";
import { isWorker } from "@/lib/organization/permissions";
import { updateFields } from "@/lib/recheck/commands/advance";
import { aboutRecheck } from "@/lib/recheck/commands/emails";
import { lockRecheck } from "@/lib/recheck/commands/lock";
import { resolveOutcome } from "./resolve-outcome";
import { reviewOpenRemoval } from "./review-reasons";

const input = z.strictObject({ checkId: z.uuid() });

/**
 * Applies an answer from the contact alias to its re-check: the alias gets the day of its last answer, and answers that waited only for it
 * pass. An answer that came too quickly counts once the committee has accepted it. Somebody who says that the address is not the organization's raises an alert. The same answer twice is one.
 */
export const recordAliasResponse = command("recordAliasResponse", input, async (work, { checkId }) => {
  const [check] = await work.tx
    .select()
    .from(aliasCheck)
    .where(and(eq(aliasCheck.id, checkId), eq(aliasCheck.subjectKind, "recheck")));
  if (check === undefined) {
    work.authorize(isWorker(work.actor));
    return work.nothingToDo();
  }
  const locked = await lockRecheck(work, check.subjectId);
  const { recheck, member } = locked;
  work.authorize(isWorker(locked.actor));
  if (check.disownedAt !== null) {
    const sentence =
      "When the re-check asked whether the contact alias is monitored, somebody who reads it said that it does not belong to the organization.";
    const raised = await raiseAlert(work, { list: member.list, memberId: member.id, kind: "alias-disowned", sentence });
    if (!raised) return work.nothingToDo();
    work.audit("recheck.disowned", aboutRecheck(recheck));
  } else if (check.answeredAt !== null) {
    const { address, answeredAt } = check;
    const counts = check.checkByHand
      ? await firstTime(work, `recheck-quick:${check.id}`)
      : await confirmContactAlias(work, { memberId: member.id, address, answeredAt });
    if (!counts) return work.nothingToDo();
    const askedAt = await firstAskedAt(work, check);
    work.audit("recheck.alias_answered", aboutRecheck(recheck), {
      minutes: Math.round((answeredAt.getTime() - askedAt.getTime()) / 60_000),
      byHand: check.checkByHand,
    });
    await reviewOpenRemoval(work, member.id);
  } else return work.nothingToDo();
  if (recheck.status === "answered") await resolveOutcome(work, locked);
  else await updateFields(work, recheck, {});
});

/** When the re-check first asked at this address: a link that expired and was renewed does not make the mailbox faster. */
async function firstAskedAt(work: Work, { subjectId, address, askedAt }: typeof aliasCheck.$inferSelect): Promise<Date> {
  const [first] = await work.tx
    .select({ askedAt: aliasCheck.askedAt })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "recheck"), eq(aliasCheck.subjectId, subjectId), eq(aliasCheck.address, address)))
    .orderBy(aliasCheck.askedAt)
    .limit(1);
  return first?.askedAt ?? askedAt;
}
