import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck, memberAnswer } from "@/db/schema";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { firstTime } from "@/lib/kernel/first-time";
import { confirmContactAlias, endContactAlias } from "@/lib/organization/commands/contact-alias";
import { isWorker } from "@/lib/organization/permissions";
import { agreeWithinDays, waitOver, whyAgreement } from "../change-rules";
import { advanceChange } from "./advance-change";
import { endAliasCheck } from "./ask-alias";
import { questionNewAddress } from "./ask-alias-change";
import { tellCommittee, tellEnd, tellWithStop } from "./change-emails";
import { type LockedAliasChangeContext, loadAliasChangeForUpdate } from "./load-change";
import { stopChange } from "./stop-change";

type Check = typeof aliasCheck.$inferSelect;

/**
 * Applies an answer from the new address to the change. The first answer starts the waiting period; one given while both
 * addresses receive completes it and removes the old one; "this is not ours" stops it. Does nothing if it was applied already.
 */
export const followAliasChange = command("followAliasChange", z.object({ checkId: z.uuid() }), async (work, { checkId }) => {
  work.authorize(isWorker(work.actor));
  const [asked] = await work.tx
    .select({ changeId: aliasCheck.subjectId })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.id, checkId), eq(aliasCheck.subjectKind, "alias-change")));
  if (asked === undefined) return work.nothingToDo();
  const hand = await loadAliasChangeForUpdate(work, { id: asked.changeId });
  const [check] = await work.tx.select().from(aliasCheck).where(eq(aliasCheck.id, checkId)).for("no key update");
  if (check === undefined || !(await followCheck(work, hand, check))) work.nothingToDo();
});

/** The answer that the locked change waits for, if it was given and not applied yet: its job may be late. */
export async function followWaitingAnswer(work: Work, hand: LockedAliasChangeContext): Promise<boolean> {
  const [check] = await work.tx
    .select()
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "alias-change"), eq(aliasCheck.subjectId, hand.change.id), isNull(aliasCheck.endedAt)))
    .for("no key update");
  return check !== undefined && followCheck(work, hand, check);
}

/** Whether there was something to carry on. An answer holds for the very address that gave it, and for a member only. */
async function followCheck(work: Work, hand: LockedAliasChangeContext, check: Check): Promise<boolean> {
  const { change, member } = hand;
  if (check.disownedAt !== null) return disowned(work, hand);
  const { answeredAt } = check;
  if (answeredAt === null || check.endedAt !== null || check.address !== change.newAddress || member.leftOn !== null) return false;
  if (change.status === "asked") return begin(work, hand, { ...check, answeredAt });
  if (change.status !== "moving" || change.movedAt === null || check.askedAt < change.movedAt) return false;
  return check.checkByHand ? askOnceMore(work, hand) : complete(work, hand, answeredAt);
}

/** The new address has answered: the waiting period begins. An answer that came too fast, or without a name, takes two people on the committee. */
async function begin(work: Work, hand: LockedAliasChangeContext, { answeredAt, checkByHand }: Check & { answeredAt: Date }): Promise<true> {
  const warnings = checkByHand ? [...hand.change.warnings, "odd-answer"] : hand.change.warnings;
  const waitsUntil = waitOver(answeredAt, hand.list.aliasChange.waitDays);
  const waiting = await advanceChange(work, hand, "answer", {
    answeredAt,
    waitsUntil,
    warnings,
    needsAgreement: hand.change.needsAgreement || checkByHand,
  });
  const awaitsAgreement = waiting.change.needsAgreement && waiting.change.agreedAt === null;
  await tellWithStop(work, waiting, "alias-change-waiting", (about) => ({
    ...about,
    waitsUntil: waitsUntil.toISOString(),
    awaitsAgreement,
    oddAnswer: checkByHand,
  }));
  if (checkByHand && awaitsAgreement)
    await tellCommittee(work, waiting, "alias-change-review", (about) => ({
      ...about,
      answerBy: dayOf(waiting.change.answerBy),
      agreeBy: addDays(dayOf(waitsUntil), agreeWithinDays),
      why: whyAgreement(waiting.change),
    }));
  work.enqueue("move-alias-change", { changeId: waiting.change.id }, waitsUntil);
  work.audit("alias.change_answered", waiting.about, { on: dayOf(waitsUntil) });
  return true;
}

/** The new address has answered once more: the old one is removed, and everybody is told. */
async function complete(work: Work, hand: LockedAliasChangeContext, answeredAt: Date): Promise<true> {
  const done = await advanceChange(work, hand, "complete", { completedAt: work.now });
  const { oldAliasId, newAliasId, newAddress, memberId } = done.change;
  if (newAliasId === null) throw new Error("A contact alias moved to nowhere");
  await confirmContactAlias(work, { memberId, address: newAddress, answeredAt });
  if (oldAliasId !== null) {
    await endAliasCheck(work, { kind: "contact-alias", id: oldAliasId });
    const from = await endContactAlias(work, oldAliasId);
    if (from !== null) await renewStatement(work, { memberId, from, to: newAddress });
  }
  await tellEnd(work, done, "alias-change-completed", { say: (about) => about });
  work.audit("alias.change_completed", done.about);
  return true;
}

/** The statement about the alias names the address in use, so that the next re-check asks about the right one. When it was confirmed stays. */
async function renewStatement(work: Work, { memberId, from, to }: { memberId: string; from: string; to: string }): Promise<void> {
  await work.tx
    .update(memberAnswer)
    .set({ draft: sql`jsonb_set(${memberAnswer.draft}, '{address}', to_jsonb(${to}::text))` })
    .where(and(eq(memberAnswer.memberId, memberId), sql`lower(${memberAnswer.draft} ->> 'address') = ${from.toLowerCase()}`));
}

/** Too fast for a person: such an answer does not remove the old address. */
async function askOnceMore(work: Work, hand: LockedAliasChangeContext): Promise<boolean> {
  return (await questionNewAddress(work, hand)) === "asked";
}

/** Somebody who reads the new address says that it is not the organization's: stops an open change, and tells the committee about a complete one. */
async function disowned(work: Work, hand: LockedAliasChangeContext): Promise<boolean> {
  const { change, about } = hand;
  if (["asked", "waiting", "moving"].includes(change.status)) {
    await stopChange(work, hand, { through: "new-alias" });
    return true;
  }
  if (change.status !== "completed" || !(await firstTime(work, `alias-change-disowned:${change.id}`))) return false;
  await tellCommittee(work, hand, "alias-change-disowned", (told) => told);
  work.audit("alias.change_disowned", about);
  return true;
}

/** Whether somebody who reads the new address has said that it does not belong to the organization; applying that may be late. */
export async function isDisowned(work: Work, changeId: string): Promise<boolean> {
  const approvals = await work.tx
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "alias-change"), eq(aliasCheck.subjectId, changeId), isNotNull(aliasCheck.disownedAt)))
    .limit(1);
  return approvals.length > 0;
}
