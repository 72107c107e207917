import { eq } from "drizzle-orm";
import { z } from "zod";
import { voteRound } from "@/db/schema";
import { openStatuses } from "@/lib/application/lifecycle";
import { command } from "@/lib/kernel/command";
import { isWorker } from "../permissions";
import { closeRound } from "./close-round";
import { loadApplicationForUpdate } from "./load-application";

const dayLong = 86_400_000;

/**
 * Closes a vote at its end. Does nothing if it was closed or extended meanwhile; one whose application waits for the
 * applicant stays open a day longer; one whose application ended is closed. Only for the worker.
 */
export const closeVote = command("closeVote", z.strictObject({ roundId: z.uuid() }), async (work, { roundId }) => {
  work.authorize(isWorker(work.actor));
  const [voteRoundRow] = await work.tx.select({ applicationId: voteRound.applicationId }).from(voteRound).where(eq(voteRound.id, roundId));
  if (voteRoundRow === undefined) return work.nothingToDo();
  const { application, list } = await loadApplicationForUpdate(work, { id: voteRoundRow.applicationId });
  const [round] = await work.tx.select().from(voteRound).where(eq(voteRound.id, roundId)); // again, under the lock
  if (round === undefined || round.closedAt !== null || work.now < round.closesAt) return work.nothingToDo();

  const about = { kind: "application", id: application.id, list: application.list };
  if (!(openStatuses as readonly string[]).includes(application.status)) {
    await work.tx.update(voteRound).set({ closedAt: work.now, outcome: "ended", resolvedAt: work.now }).where(eq(voteRound.id, roundId));
    work.audit("vote.closed", about, { outcome: "ended" });
    return;
  }
  if (application.status === "information_requested") {
    const closesAt = new Date(work.now.getTime() + dayLong);
    await work.tx.update(voteRound).set({ closesAt }).where(eq(voteRound.id, roundId));
    work.audit("vote.extended", about, { closesAt: closesAt.toISOString() });
    work.enqueue("close-vote", { roundId }, closesAt);
    return;
  }
  await closeRound(work, application, list, round);
});
