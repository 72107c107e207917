import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { decision, decisionDraft, voteRound } from "@/db/schema";
import { type LockedApplication, referenceInput, versionInput } from "@/lib/application/commands/lock";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { decisionFaults, secondApprover } from "../decision";
import { committeeOf } from "../queries/committee";
import { type CommitteeMember, exclusionOf } from "../rules";
import type { DecisionOutcome } from "../words";
import { aliasStanding } from "./alias-state";
import { answersOf, askedOf, changedSince, countedFindings, waivedCriteria } from "./decision-inputs";
import { loadApplicationForUpdate } from "./load-application";
import { keepExclusions, lastRound, outcomeOf, type Round, type StoredVote, votesIn } from "./rounds";
import { refuseUnlessOpen } from "./state";

const input = z.strictObject({
  reference: referenceInput,
  /** The version of the email that was seen and is decided on. */
  version: versionInput,
  aliasByHand: z.enum(["yes", ""]).default(""),
});

/**
 * A chair decides, from the email as it was last saved and the vote as it was closed. A second, different person approves
 * it: one who voted the same way. The email is on hold for the list's minutes, can be withdrawn in that time, and is then sent.
 */
export const makeDecision = command("makeDecision", input, async (work, { reference, version, aliasByHand }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayApprove("decision", actor, subject));
  requireRecentSignIn(work, actor);
  await refuseUnlessOpen(work, application);
  refuseUnless(
    application.status === "submitted",
    "A question to the applicant is open. Close it, or wait for the answer, before you decide.",
    "conflict",
  );

  const [[draft], committee, read, waived, last] = await pipelined([
    work.tx.select().from(decisionDraft).where(eq(decisionDraft.applicationId, application.id)),
    committeeOf(work.tx, application.id),
    answersOf(work, application, list),
    waivedCriteria(work.tx, application.id),
    lastRound(work, application.id),
  ]);
  refuseUnless(draft !== undefined, "Write the email first.");
  refuseUnless(draft.version === version, "The email was changed after you read it. Read it as it is now, then decide.", "conflict");
  const { round, votes } = await voteBehind(work, { application, list, committee, last }, draft.outcome);
  const counted = votes.map((vote) => ({ ...vote, counts: exclusionOf(vote, committee) === null }));
  const second = secondApprover(draft.outcome, counted, actor.personId);
  refuseUnless(
    second !== null,
    `A second person has to support this decision, but only you voted for the outcome “${draft.outcome}”. Somebody else can decide, or another vote can be opened.`,
  );

  const [alias, findings] = await pipelined([
    aliasStanding(work.tx, application.id, read),
    countedFindings(work, application.id, committee),
  ]);
  const problems = decisionFaults({
    outcome: draft.outcome,
    asked: askedOf(read),
    reasons: draft.reasons,
    findings,
    waived,
    alias: { ...alias, confirmedByHand: aliasByHand === "yes" },
  });
  if (problems.length > 0) throw new Refusal("The decision cannot be made yet.", { problems });

  const undoUntil = new Date(work.now.getTime() + list.decision.undoMinutes * 60_000);
  const reasons = draft.reasons.map((reason) =>
    draft.outcome === "accepted" && waived.includes(reason.criterion) ? { ...reason, waived: true } : reason,
  );
  const { outcome, opening, closing } = draft;
  const decisionId = randomUUID();
  await pipelined([
    work.tx.insert(decision).values({
      id: decisionId,
      applicationId: application.id,
      outcome,
      reasons,
      opening,
      closing,
      decidedBy: actor.personId,
      secondedBy: second,
      decidedAt: work.now,
      undoUntil,
    }),
    work.tx
      .update(voteRound)
      .set({ resolvedAt: work.now, counted: outcomeOf(list, votes, committee, true).sentence })
      .where(eq(voteRound.id, round.id)),
  ]);
  await keepExclusions(work, round.id, { votes, committee });
  const data = { outcome, person: second, undoUntil: undoUntil.toISOString(), aliasByHand: aliasByHand === "yes" };
  work.audit("decision.made", { kind: "application", id: application.id, list: application.list }, data, roleOf(actor, application.list));
  work.enqueue("release-decision", { decisionId }, undoUntil);
  return { decisionId };
});

type Voted = { application: LockedApplication; list: ListDefinition; committee: readonly CommitteeMember[]; last: Round | null };

/** The closed vote that carries an outcome, counted again with the roles and conflicts of now. */
async function voteBehind(
  work: Work,
  { application, list, committee, last: round }: Voted,
  outcome: DecisionOutcome,
): Promise<{ round: Round; votes: readonly StoredVote[] }> {
  refuseUnless(round !== null && round.closedAt !== null, "The vote is not closed yet. The email can be written meanwhile.");
  refuseUnless(
    round.outcome === outcome,
    round.outcome === "referred"
      ? "The vote had no result. Open another vote before you decide."
      : `The vote had another outcome: ${round.outcome}.`,
  );
  const [changed, votes] = await pipelined([changedSince(work, application.id, round.closedAt), votesIn(work, round.id)]);
  refuseUnless(changed.length === 0, "An answer was changed after the vote. Open another vote, so that people vote on the current answer.");

  const verdict = outcomeOf(list, votes, committee, true);
  const still = (verdict.state === "accept" && outcome === "accepted") || (verdict.state === "decline" && outcome === "declined");
  refuseUnless(still, `Since the vote was closed, somebody was recused or left the committee. ${verdict.sentence} Open another vote.`);
  return { round, votes };
}
