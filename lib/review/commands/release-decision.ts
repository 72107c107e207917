import { eq } from "drizzle-orm";
import { z } from "zod";
import { decision } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { isWorker } from "../permissions";
import { carryOut } from "./carry-out";
import { loadApplicationForUpdate } from "./load-application";
import { standingDecision } from "./state";

/** Releases a decision in its undo window at its time: it takes effect and its emails are written. Released or withdrawn already: nothing. Only for the worker. */
export const releaseDecision = command("releaseDecision", z.strictObject({ decisionId: z.uuid() }), async (work, { decisionId }) => {
  work.authorize(isWorker(work.actor));
  const [decisionRow] = await work.tx.select({ applicationId: decision.applicationId }).from(decision).where(eq(decision.id, decisionId));
  if (decisionRow === undefined) return work.nothingToDo();
  const { application, list } = await loadApplicationForUpdate(work, { id: decisionRow.applicationId });
  const held = await standingDecision(work, application.id);
  if (held === null || held.id !== decisionId || held.releasedAt !== null || work.now < held.undoUntil) return work.nothingToDo();
  await carryOut(work, application, list, held);
});
