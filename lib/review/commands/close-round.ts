import { eq } from "drizzle-orm";
import { voteRound } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import type { Work } from "@/lib/kernel/command";
import type { Outcome } from "@/lib/list/decision-rule";
import type { ListDefinition } from "@/lib/list/definition";
import { committeeOf } from "../queries/committee";
import { everyoneVoted } from "../rules";
import type { RoundOutcome } from "../words";
import { writeToChairs } from "./chairs";
import { keepExclusions, outcomeOf, type Round, votesIn } from "./rounds";

/**
 * Closes a vote and keeps what it came to. Votes of people who have a conflict or no role by now are kept and marked as not
 * counted. Without a quorum it is referred to the chairs, who are told; nothing is ever decided by default.
 */
export async function closeRound(
  work: Work,
  application: LockedApplication,
  list: ListDefinition,
  round: Round,
  role?: string,
): Promise<RoundOutcome> {
  const about = { kind: "application", id: application.id, list: application.list };
  const committee = await committeeOf(work.tx, application.id);
  const votes = await votesIn(work, round.id);
  await keepExclusions(work, round.id, { votes, committee });
  const verdict = outcomeOf(list, votes, committee, true);
  const outcome = roundOutcome(verdict);
  await work.tx
    .update(voteRound)
    .set({ closedAt: work.now, outcome, counted: verdict.sentence, changeAskedBy: null, changeTo: null })
    .where(eq(voteRound.id, round.id));
  work.audit("vote.closed", about, { outcome }, role);
  if (verdict.state === "referred" && ["nobody-eligible", "too-few-people", "no-quorum"].includes(verdict.why)) {
    const why = `${verdict.sentence} The application is not decided; open another vote once enough people can take part.`;
    await writeToChairs(work, { application, list, committee }, "review-unroutable", {
      organization: application.organizationName,
      reference: application.reference,
      why,
    });
  }
  return outcome;
}

/** Closes an open vote early in one case only: everyone who may vote has voted. Less than that takes two people. */
export async function closeWhenEveryoneVoted(
  work: Work,
  application: LockedApplication,
  list: ListDefinition,
  round: Round,
): Promise<boolean> {
  const complete = everyoneVoted(await votesIn(work, round.id), await committeeOf(work.tx, application.id));
  if (complete) await closeRound(work, application, list, round);
  return complete;
}

function roundOutcome({ state }: Outcome): RoundOutcome {
  return state === "accept" ? "accepted" : state === "decline" ? "declined" : "referred";
}
