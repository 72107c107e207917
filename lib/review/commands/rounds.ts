import { and, asc, desc, eq, isNull, ne } from "drizzle-orm";
import { vote, voteRound } from "@/db/schema";
import type { LockedApplication } from "@/lib/application/commands/lock";
import { type Person, roleOf } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { type Outcome, outcome } from "@/lib/list/decision-rule";
import type { ListDefinition } from "@/lib/list/definition";
import { type CommitteeMember, eligible, exclusionOf } from "../rules";
import type { VoteChoice } from "../words";
import { queueColumns } from "./queue-columns";

export type Round = typeof voteRound.$inferSelect;
export type StoredVote = { readonly personId: string; readonly choice: VoteChoice; readonly at: Date };

/** The newest vote on an application, open or closed; the application must be locked. */
export async function lastRound(work: Work, applicationId: string): Promise<Round | null> {
  const [round] = await work.tx
    .select()
    .from(voteRound)
    .where(eq(voteRound.applicationId, applicationId))
    .orderBy(desc(voteRound.openedAt), desc(voteRound.id))
    .limit(1);
  return round ?? null;
}

/** The votes cast in a round, oldest first. */
export async function votesIn(work: Work, roundId: string): Promise<readonly StoredVote[]> {
  return work.tx
    .select({ personId: vote.personId, choice: vote.choice, at: vote.at })
    .from(vote)
    .where(eq(vote.roundId, roundId))
    .orderBy(asc(vote.at), asc(vote.personId));
}

/**
 * Opens a vote for the number of days in the list's rule and queues its end. Earlier votes no longer wait for anybody. `by` is the person
 * who opens it; left out where it opens because all findings were sent.
 */
export async function openRound(work: Work, application: LockedApplication, list: ListDefinition, by?: Person): Promise<Round> {
  const closesAt = new Date(work.now.getTime() + list.decision.voteOpenDays * 86_400_000);
  const [round] = await work.tx
    .insert(voteRound)
    .values({ ...queueColumns(application), openedAt: work.now, closesAt })
    .returning();
  if (!round) throw new Error("The vote was not opened");
  await work.tx
    .update(voteRound)
    .set({ resolvedAt: work.now })
    .where(and(eq(voteRound.applicationId, application.id), ne(voteRound.id, round.id), isNull(voteRound.resolvedAt)));
  work.audit(
    "vote.opened",
    { kind: "application", id: application.id, list: application.list },
    { closesAt: closesAt.toISOString(), ...(by && { person: by.personId }) },
    by && roleOf(by, application.list),
  );
  work.enqueue("close-vote", { roundId: round.id }, closesAt);
  return round;
}

/** Keeps with each vote why it does not count now, or that it does: roles and conflicts of later days change no count that was used. */
export async function keepExclusions(
  work: Work,
  roundId: string,
  { votes, committee }: { readonly votes: readonly StoredVote[]; readonly committee: readonly CommitteeMember[] },
): Promise<void> {
  for (const each of votes) {
    const excludedBecause = exclusionOf(each, committee);
    await work.tx
      .update(vote)
      .set({ excludedBecause })
      .where(and(eq(vote.roundId, roundId), eq(vote.personId, each.personId)));
  }
}

/** What a vote comes to with the committee as it is now: votes of people who have a conflict or no role any more do not count. */
export function outcomeOf(
  list: ListDefinition,
  votes: readonly StoredVote[],
  committee: readonly CommitteeMember[],
  closed: boolean,
): Outcome {
  return outcome(list.decision, {
    votes: votes.filter((each) => exclusionOf(each, committee) === null),
    eligible: eligible(committee).map(({ personId }) => personId),
    recused: committee.filter(({ recused }) => recused).map(({ personId }) => personId),
    closed,
  });
}
