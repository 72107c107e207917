import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { removalGround } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { isWorker } from "@/lib/organization/permissions";
import { reasonsThatHold, type Unread, unreadSentence } from "../reasons";
import { approachRemoval, type LockedRemoval, type RemovalApproach } from "./approach-removal";
import { aboutRemoval, writeToCommittee } from "./letters";
import { openRemoval } from "./propose";
import { reasonFacts } from "./reason-facts";
import { stop } from "./stop-removal";

/** Evaluates the reasons of one removal, each morning. The worker's; a removal that has ended is left alone. */
export const reviewRemoval = command("reviewRemoval", z.object({ removalId: z.uuid() }), async (work, { removalId }) => {
  const approach = await approachRemoval(work, { id: removalId });
  work.authorize(isWorker(approach.actor));
  work.nothingToDo(); // a review that changes nothing leaves no event
  if (!isOpen(approach.removal) || approach.member.leftOn !== null) return false;
  return (await reviewReasons(work, approach)).stopped;
});

/** Evaluates the reasons of the open removal of a member, if there is one, when something about them has changed. */
export async function reviewOpenRemoval(work: Work, memberId: string): Promise<void> {
  const id = await openRemoval(work, memberId);
  if (id !== null) await reviewReasons(work, await approachRemoval(work, { id }));
}

/** What a review of the reasons came to: the removal was stopped, or goes on with the reasons that hold. */
export type Review = {
  readonly stopped: boolean;
  readonly grounds: RemovalApproach["grounds"];
  readonly unread: readonly Unread[];
};

/**
 * Evaluates the reasons of an open removal in the caller's transaction: what no longer holds is struck, and a removal without
 * reasons is stopped. Then the member is told, if it was told of the removal, and the committee is.
 */
export async function reviewReasons(work: Work, approach: RemovalApproach): Promise<Review> {
  const { removal: held, member, list, grounds } = approach;
  const { id, proposedAt } = held;
  const facts = await reasonFacts(work.tx, { id, memberId: member.id, proposedAt, reasons: grounds });
  const { hold, cured, unread } = reasonsThatHold(facts, list, work.today);
  for (const because of new Set(cured.map((each) => each.because)))
    await strike(work, held, { criteria: cured.filter((each) => each.because === because).map(({ criterion }) => criterion), because });
  const remaining = grounds.filter(({ criterion }) => hold.some((each) => each.criterion === criterion));
  if (cured.length === 0 || remaining.length > 0) return { stopped: false, grounds: remaining, unread };
  await stopWithoutReasons(work, approach, [...new Set(cured.map(({ because }) => because))].join("\n"));
  return { stopped: true, grounds: [], unread: [] };
}

/** Strikes reasons of a removal: they hold no longer. `by` names the person who decided it about these very reasons. */
export async function strike(
  work: Work,
  held: LockedRemoval,
  { criteria, because, by = null, role }: { criteria: readonly string[]; because: string; by?: string | null; role?: string },
): Promise<void> {
  await work.tx
    .update(removalGround)
    .set({ struckAt: work.now, struckBy: by, struckBecause: because })
    .where(and(eq(removalGround.removalId, held.id), inArray(removalGround.criterion, [...criteria]), isNull(removalGround.struckAt)));
  for (const criterion of criteria) work.audit("removal.reason_struck", aboutRemoval(held), { criterion }, role);
}

/** Stops a removal because its last reason was struck, and tells everybody who knows of it. */
export async function stopWithoutReasons(
  work: Work,
  { removal: held, member, list }: RemovalApproach,
  because: string,
  role?: string,
): Promise<void> {
  const reason = `No reason for the removal is left.\n\n${because}`;
  await stop(work, { removal: held, member, reason, ...(role === undefined ? {} : { role }) });
  await writeToCommittee(work, { member, list }, aboutRemoval(held), "removal-stopped", {
    organization: member.name,
    reference: held.reference,
    stoppedOn: work.today,
    reason,
    reader: "committee",
    cured: true,
  });
}

/** Refuses to move a removal on while something of the member waits to be read. */
export function refuseUnread(list: RemovalApproach["list"], unread: readonly Unread[]): void {
  const [first] = unread;
  if (first !== undefined) throw new Refusal(`Nobody can agree yet. ${unreadSentence(list, first)}`, { kind: "conflict" });
}

function isOpen({ status }: LockedRemoval): boolean {
  return status === "proposed" || status === "agreed";
}
