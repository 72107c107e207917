import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { decision, voteRound } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { referenceInput } from "@/lib/application/commands/lock";
import { personIdOf, roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { mayChair } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";
import { lastRound } from "./rounds";
import { standingDecision } from "./state";

/** A chair undoes a decision in its undo window. The email is kept as a draft; nobody outside was told anything. */
export const takeBackDecision = command("takeBackDecision", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { application, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayChair(actor, subject));
  const standing = await standingDecision(work, application.id);
  refuseUnless(standing !== null, "There is no decision to undo.", "conflict");
  refuseUnless(standing.releasedAt === null, "The email was sent. The decision cannot be undone any more.", "conflict");
  await takeBack(work, application, standing.id, roleOf(actor, application.list));
});

/** Marks a decision in its undo window as withdrawn; its vote waits for a chair again. */
export async function takeBack(work: Work, application: LockedApplication, decisionId: string, role?: string): Promise<void> {
  await work.tx
    .update(decision)
    .set({ takenBackAt: work.now, takenBackBy: personIdOf(work.actor) })
    .where(eq(decision.id, decisionId));
  const round = await lastRound(work, application.id);
  if (round !== null)
    await work.tx
      .update(voteRound)
      .set({ resolvedAt: null })
      .where(and(eq(voteRound.id, round.id), isNotNull(voteRound.closedAt)));
  work.audit("decision.taken_back", { kind: "application", id: application.id, list: application.list }, {}, role);
}
