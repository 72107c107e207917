import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { memberAnswer, recheck, removal } from "@/db/schema";
import { referenceOrder } from "@/db/schema/reference-order";
import { aliasesInUse } from "@/lib/alias/queries/in-use";
import { addDays, dayOf, longDate } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { criterionByKey } from "@/lib/list/lookup";
import type { LockedMemberContext } from "@/lib/organization/commands/load-member";
import { eligibleApprovers } from "@/lib/organization/queries/approvers";
import { asksForAlias } from "../possible-reasons";
import { openRemoval, proposeRemoval } from "./propose";

type Which = Pick<LockedMemberContext, "member" | "list">;

/**
 * Proposes the removal that the re-checks of a member call for, in the caller's transaction: an expired one, if it is the newest, or what
 * the newest that failed found and nobody has found otherwise since. While another removal is open it waits, and is proposed when that
 * ends; a re-check leads to one proposal. The reviewer who found a criterion not met is its first approver, if they are still eligible.
 */
export async function proposeFromRecheck(work: Work, { member, list }: Which): Promise<void> {
  if (member.leftOn !== null || (await openRemoval(work, member.id)) !== null) return;
  const all = await work.tx
    .select()
    .from(recheck)
    .where(eq(recheck.memberId, member.id))
    .orderBy(desc(recheck.openedOn), desc(referenceOrder(recheck.reference)));
  const [newest] = all;
  if (newest?.status === "expired" && !(await ledToProposal(work, newest.id, "expired-recheck"))) {
    const { id: recheckId, reference, criteria, dueOn, pausedDays } = newest;
    const due = longDate(addDays(dueOn, pausedDays));
    const reasons = criteria.map((criterion) => ({
      criterion,
      reason: `Nobody answered the re-check ${reference}, due on ${due}, so it is not known whether this is still true.`,
      whatWouldHelp: "An answer to the re-check. It takes less than five minutes when everything is still true.",
    }));
    await proposeRemoval(work, { member, list, because: "expired-recheck", recheckId, reasons });
    return;
  }
  const failed = all.find(({ status }) => status === "failed");
  if (failed === undefined || (await ledToProposal(work, failed.id, "failed-recheck"))) return;
  const notMet = await work.tx
    .select({ criterion: memberAnswer.criterion, reason: memberAnswer.verdictReason, by: memberAnswer.verdictBy })
    .from(memberAnswer)
    .where(
      and(
        eq(memberAnswer.memberId, member.id),
        inArray(memberAnswer.criterion, [...failed.criteria]),
        eq(memberAnswer.verdict, "not-met"),
        sql`(${memberAnswer.verdictAt} at time zone 'UTC')::date >= ${failed.endedOn}`,
      ),
    )
    .orderBy(memberAnswer.criterion);
  const by = notMet[0]?.by ?? null;
  if (notMet.length === 0) return;
  // Silence at the contact alias ends with an answer there, whenever it comes.
  const silent = (await aliasesInUse(work.tx, member.id)).some(
    ({ answeredAt, disownedAt }) => disownedAt !== null || answeredAt === null || dayOf(answeredAt) < failed.openedOn,
  );
  await proposeRemoval(work, {
    member,
    list,
    because: "failed-recheck",
    recheckId: failed.id,
    reasons: notMet.map(({ criterion, reason }) => ({
      criterion,
      reason: reason ?? "",
      whatWouldHelp: criterionByKey(list, criterion)?.whatWouldHelp ?? "",
      forAlias: silent && asksForAlias(list, criterion),
    })),
    ...(by !== null && (await eligibleApprovers(work.tx, member, [by])).size === 1 ? { by } : {}),
  });
}

/** Whether a removal was proposed because of a re-check, whatever became of it. */
async function ledToProposal(work: Work, recheckId: string, because: "expired-recheck" | "failed-recheck"): Promise<boolean> {
  const its = and(eq(removal.recheckId, recheckId), eq(removal.because, because));
  return (await work.tx.select({ id: removal.id }).from(removal).where(its).limit(1)).length > 0;
}
