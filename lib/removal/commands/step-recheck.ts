import { z } from "zod";
import { addDays, isDay } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { updateFields } from "@/lib/recheck/commands/advance";
import { callOff, hasLeft } from "@/lib/recheck/commands/call-off-recheck";
import { type LockedRecheckContext, lockRecheck } from "@/lib/recheck/commands/lock";
import { stepQuestions } from "@/lib/recheck/commands/questions";
import { remindAlias, takeSteps } from "@/lib/recheck/commands/take-steps";
import type { Step } from "@/lib/recheck/rules";
import { resolveOutcome } from "./resolve-outcome";
import { expire } from "./settle-recheck";

const input = z.object({ recheckId: z.uuid(), day: z.string().refine(isDay) });

/** What was done, for the caller. */
export type Stepped = Step["do"] | "asked-alias-again" | "called-off" | "passed" | "told";

/**
 * Does what is due on this day for one re-check: an email, telling the committee, pausing or continuing the deadline, the proposal; or nothing. Running the
 * same day twice has no further effect, and missed days are caught up with one email. When the member has left, the re-check is cancelled.
 */
export const stepRecheck = command("stepRecheck", input, async (work, { recheckId, day }): Promise<readonly Stepped[]> => {
  const locked = await lockRecheck(work, recheckId);
  work.authorize(isWorker(locked.actor));
  const { status } = locked.recheck;
  if ((status !== "open" && status !== "answered") || work.today < day) {
    work.nothingToDo();
    return [];
  }
  if (await hasLeft(work, locked.member)) {
    await callOff(work, locked);
    return ["called-off"];
  }
  const done: Stepped[] = [];
  if (await remindAlias(work, locked)) done.push("asked-alias-again");
  if (status === "open") done.push(...(await walkToEnd(work, locked)));
  else if (done.length === 0) done.push(...(await readAnswered(work, locked)));
  work.nothingToDo(); // a check without a result needs no audit event
  return done;
});

async function walkToEnd(work: Work, locked: LockedRecheckContext): Promise<readonly Stepped[]> {
  const { done, recheck } = await takeSteps(work, locked);
  if (done.includes("expire")) await expire(work, { ...locked, recheck });
  return done;
}

/** Answers that wait for the alias alone: once it has had its second email, people read them. */
async function readAnswered(work: Work, locked: LockedRecheckContext): Promise<readonly Stepped[]> {
  const asked = await stepQuestions(work, locked);
  const outcome = await resolveOutcome(work, locked);
  const days = outcome === "told" && asked === 0 ? 7 : 1;
  if (outcome !== "passed") await updateFields(work, locked.recheck, { nextCheckOn: addDays(work.today, days) });
  return outcome === "waits" ? [] : [outcome];
}
