import { eq } from "drizzle-orm";
import { z } from "zod";
import { voteRound } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { addDays, isDay, startOf } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { committeeOf } from "../queries/committee";
import { approversIn } from "../rules";
import { loadApplicationForUpdate } from "./load-application";
import { lastRound } from "./rounds";
import { refuseUnlessOpen } from "./state";

const longestExtensionDays = 60;

const input = z.strictObject({
  reference: referenceInput,
  /** "now", or the last day on which votes are taken (UTC). */
  until: z.string().max(20),
});

/** A chair proposes to close a vote early or to keep it open longer. Nothing changes before a second person approves. */
export const changeVoteEnd = command("changeVoteEnd", input, async (work, { reference, until }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayRequest("vote-end", actor, subject));
  requireRecentSignIn(work, actor);
  await refuseUnlessOpen(work, application);
  const round = await lastRound(work, application.id);
  refuseUnless(round !== null && round.closedAt === null, "No vote is open.", "conflict");

  const day = until.trim();
  if (day !== "now" && (!isDay(day) || day < work.today || day > addDays(work.today, longestExtensionDays))) {
    const message = `Enter the last day of the vote, such as 2026-12-24, at most ${longestExtensionDays} days from today`;
    throw new Refusal(message, { kind: "input", problems: [{ field: "until", message }] });
  }
  const committee = await committeeOf(work.tx, application.id);
  refuseWithoutApprovers("vote-end", { list, eligible: approversIn(committee), taken: [actor.personId] });
  const changeTo = day === "now" ? work.now : startOf(addDays(day, 1));
  await work.tx.update(voteRound).set({ changeAskedBy: actor.personId, changeTo }).where(eq(voteRound.id, round.id));
  work.audit(
    "vote.change_asked",
    { kind: "application", id: application.id, list: application.list },
    { closesAt: changeTo.toISOString() },
    roleOf(actor, application.list),
  );
});
