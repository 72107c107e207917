import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { vote } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { type Command, type Context, command, type Unparsed } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { mayVote } from "../permissions";
import { voteChoices } from "../words";
import { closeWhenEveryoneVoted } from "./close-round";
import { loadApplicationForUpdate } from "./load-application";
import { lastRound } from "./rounds";
import { refuseUnlessOpen } from "./state";

const input = z.strictObject({
  reference: referenceInput,
  /** The vote that the form was rendered for; it counts in no other. */
  round: z.uuid(),
  choice: z.enum(voteChoices, { error: "Select how you vote" }),
  reason: manyLines(2000, { name: "Reason" }),
});
type Input = z.input<typeof input>;

const late = "The vote is closed. Your earlier vote counts.";

const record = command("castVote", input, async (work, { reference, round: roundId, choice, reason }): Promise<"taken" | "late"> => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayVote(actor, subject));
  requireRecentSignIn(work, actor);
  const about = { kind: "application", id: application.id, list: application.list };
  const round = await lastRound(work, application.id);
  if (round === null || round.id !== roundId || round.closedAt !== null || work.now >= round.closesAt) {
    work.audit("vote.refused", about, {}, roleOf(actor, application.list));
    return "late";
  }
  await refuseUnlessOpen(work, application);
  refuseUnless(
    application.status === "submitted",
    "The application is waiting for an answer from the applicant. Vote when it has arrived.",
    "conflict",
  );

  const [before] = await work.tx
    .select({ choice: vote.choice, reason: vote.reason })
    .from(vote)
    .where(and(eq(vote.roundId, round.id), eq(vote.personId, actor.personId)));
  if (before && before.choice === choice && before.reason === reason) {
    work.nothingToDo();
    return "taken";
  }
  await work.tx
    .insert(vote)
    .values({ roundId: round.id, personId: actor.personId, choice, reason, at: work.now })
    .onConflictDoUpdate({ target: [vote.roundId, vote.personId], set: { choice, reason, at: work.now } });
  work.audit("vote.cast", about, {}, roleOf(actor, application.list));
  await closeWhenEveryoneVoted(work, application, list, round);
  return "taken";
});

/**
 * Casts a vote, or changes one's own while the vote is open. Everyone who may vote having voted, it closes at once.
 * A vote that comes too late is refused, and the attempt stays in the trail: that is why it is told after the commit.
 */
export const castVote: Command<Input, void> = Object.assign(
  async (context: Context, typed: Unparsed<Input>): Promise<void> => {
    if ((await record(context, typed)) === "late") throw new Refusal(late, { kind: "conflict" });
  },
  { commandName: record.commandName },
);
