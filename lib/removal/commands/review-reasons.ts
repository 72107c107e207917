import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { removal, removalReason } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import type { Unread } from "@/lib/member/unread";
import { isWorker } from "@/lib/organization/permissions";
import { dayAReasonCounts } from "../possible-reasons";
import { reasonsThatHold, unreadSentence } from "../reasons";
import { aboutRemoval } from "./emails";
import { type LockedRemoval, type LockedRemovalContext, loadRemovalForUpdate } from "./load-removal";
import { openRemoval, tellMember } from "./propose";
import { reasonFacts } from "./reason-facts";
import { stopAndTellCommittee } from "./stop-removal";

/** Evaluates the reasons of one removal, each morning. The worker's; a removal that has ended is left alone. */
export const reviewRemoval = command("reviewRemoval", z.object({ removalId: z.uuid() }), async (work, { removalId }) => {
  const locked = await loadRemovalForUpdate(work, { id: removalId });
  work.authorize(isWorker(locked.actor));
  work.nothingToDo(); // a review that changes nothing leaves no event
  if (!isOpen(locked.removal) || locked.member.leftOn !== null) return false;
  return (await reviewReasons(work, locked)).stopped;
});

/** Evaluates the reasons of the open removal of a member, if there is one, when something about them has changed. */
export async function reviewOpenRemoval(work: Work, memberId: string): Promise<void> {
  const id = await openRemoval(work, memberId);
  if (id !== null) await reviewReasons(work, await loadRemovalForUpdate(work, { id }));
}

/** What a review of the reasons came to: the removal was stopped, or goes on with the reasons that hold, on the day that is left. */
export type Review = Struck & { readonly unread: readonly Unread[] };

/**
 * Evaluates the reasons of an open removal in the caller's transaction: what no longer holds is struck, and a removal without
 * reasons is stopped. Then the member is told, if it was told of the removal, and the committee is.
 */
export async function reviewReasons(work: Work, locked: LockedRemovalContext): Promise<Review> {
  const { removal: held, member, list, reasons } = locked;
  const { id, proposedAt } = held;
  const facts = await reasonFacts(work.tx, { id, memberId: member.id, proposedAt, reasons });
  const { cured, unread } = reasonsThatHold(facts, list, work.today);
  return { ...(await strike(work, locked, cured)), unread };
}

type Struck = Pick<LockedRemovalContext, "removal" | "reasons"> & { readonly stopped: boolean };

/**
 * Strikes reasons of a removal: they hold no longer. Without any left the removal is stopped; otherwise it goes on, not before one of
 * those that are left counts. `by` names the person who decided it about these very reasons.
 */
export async function strike(
  work: Work,
  locked: LockedRemovalContext,
  struck: readonly { readonly criterion: string; readonly because: string }[],
  { by = null, role }: { by?: string | null; role?: string } = {},
): Promise<Struck> {
  const { removal: held, member, list, reasons } = locked;
  for (const { criterion, because } of struck) {
    await work.tx
      .update(removalReason)
      .set({ struckAt: work.now, struckBy: by, struckBecause: because })
      .where(and(eq(removalReason.removalId, held.id), eq(removalReason.criterion, criterion), isNull(removalReason.struckAt)));
    work.audit("removal.reason_struck", aboutRemoval(held), { criterion }, role);
  }
  const left = reasons.filter(({ criterion }) => !struck.some((each) => each.criterion === criterion));
  if (struck.length === 0 || left.length > 0)
    return { removal: await moveDay(work, { ...locked, reasons: left }), reasons: left, stopped: false };
  const because = [...new Set(struck.map((each) => each.because))].join("\n");
  await stopAndTellCommittee(work, {
    removal: held,
    member,
    list,
    reason: `No reason for the removal is left.\n\n${because}`,
    role,
    cured: true,
  });
  return { removal: held, reasons: [], stopped: true };
}

/** The day was that of the earliest reason. Where that was struck the others may count later, and the member is told the new day. */
async function moveDay(work: Work, { removal: held, member, list, reasons }: LockedRemovalContext): Promise<LockedRemoval> {
  const carryOutOn = dayAReasonCounts(list, reasons, held.carryOutOn);
  if (carryOutOn === held.carryOutOn) return held;
  const moved = { ...held, carryOutOn };
  await work.tx.update(removal).set({ carryOutOn }).where(eq(removal.id, held.id));
  work.audit("removal.day_moved", aboutRemoval(held), { carryOutOn });
  if (held.toldAt !== null) await tellMember(work, { member, list, reasons, removal: moved });
  return moved;
}

/** Throws a Refusal while something from the member is unread. */
export function refuseUnread(list: LockedRemovalContext["list"], unread: readonly Unread[]): void {
  const [first] = unread;
  if (first !== undefined) throw new Refusal(`Nobody can agree yet. ${unreadSentence(list, first)}`, { kind: "conflict" });
}

function isOpen({ status }: LockedRemoval): boolean {
  return status === "proposed" || status === "agreed";
}
