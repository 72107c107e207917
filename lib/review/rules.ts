import type { Eligible } from "@/lib/approval/missing-people";
import type { Day } from "@/lib/kernel/calendar";
import type { Problem } from "@/lib/kernel/refusal";
import type { DecisionRule } from "@/lib/list/definition";
import type { Exclusion, FindingVerdict, RoutingTrouble, VoteChoice } from "./words";

/** A reviewer or chair with the facts that matter for one application now. */
export type CommitteeMember = {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly chair: boolean;
  /** Away until and including this day. */
  readonly awayUntil: Day | null;
  readonly recused: boolean;
};

/** Those who may review and vote: evaluated live, so that a role or a conflict of interest counts at once. */
export function eligible(committee: readonly CommitteeMember[]): readonly CommitteeMember[] {
  return committee.filter(({ recused }) => !recused);
}

/** The same people, as an approval counts them. */
export function approversIn(committee: readonly CommitteeMember[]): readonly Eligible[] {
  return eligible(committee).map(({ personId: id, chair }) => ({ id, chair }));
}

/** Whether somebody who spoke before still may decide: what takes two people counts by this when it takes effect. */
export function isStillEligible(committee: readonly CommitteeMember[], personId: string | null): boolean {
  return eligible(committee).some((member) => member.personId === personId);
}

/** Whether a waiver still counts, asked for or agreed to: its approvers are still eligible. */
export function waiverApplies(
  { askedBy, agreedBy }: { readonly askedBy: string; readonly agreedBy: string | null },
  committee: readonly CommitteeMember[],
): boolean {
  return isStillEligible(committee, askedBy) && (agreedBy === null || isStillEligible(committee, agreedBy));
}

/** Whether somebody is away on a day. */
export function isAway({ awayUntil }: Pick<CommitteeMember, "awayUntil">, today: Day): boolean {
  return awayUntil !== null && today <= awayUntil;
}

type Picking = {
  readonly assigned: readonly string[];
  readonly recused: readonly string[];
  readonly needed: number;
  readonly today: Day;
  /** How many applications wait for a person's findings, on every list; nobody's wait for those it does not name. */
  readonly open: ReadonlyMap<string, number>;
};

/**
 * To whom an application goes next: as many as are missing, fewest open assignments first, then by age of the role.
 * Never to those with a conflict, those who are away, those who have it, and those who recused from it.
 */
export function pickReviewers(
  committee: readonly CommitteeMember[],
  { assigned, recused, needed, today, open }: Picking,
): readonly CommitteeMember[] {
  return eligible(committee)
    .filter((member) => !isAway(member, today) && !assigned.includes(member.personId) && !recused.includes(member.personId))
    .toSorted((one, other) => (open.get(one.personId) ?? 0) - (open.get(other.personId) ?? 0))
    .slice(0, Math.max(0, needed - assigned.length));
}

/** Why an application cannot be decided by this committee as it is, or null. */
export function routingTroubleOf(
  committee: readonly CommitteeMember[],
  assigned: readonly string[],
  rule: Pick<DecisionRule, "quorum">,
): RoutingTrouble | null {
  if (assigned.length === 0) return "nobody";
  return eligible(committee).length < rule.quorum ? "too-few-for-a-quorum" : null;
}

/** Whether all who have the application sent their findings, and nobody is missing who could still be asked. */
export function readyToVote(
  assignments: readonly { readonly sent: boolean }[],
  { needed, others }: { needed: number; others: number },
): boolean {
  return assignments.length > 0 && assignments.every(({ sent }) => sent) && (assignments.length >= needed || others === 0);
}

export type ReaderOfFindings = { readonly assigned: boolean; readonly sent: boolean; readonly round: "none" | "open" | "closed" };

/**
 * Findings are made alone. Others' open to a reviewer once their own are sent, to everybody else on the committee once the vote
 * is open, and to all when it is closed.
 */
export function seesOthersFindings({ assigned, sent, round }: ReaderOfFindings): boolean {
  if (round === "closed") return true;
  return assigned ? sent : round === "open";
}

/** A finding on an answer that was edited afterwards. */
export function isStale(finding: { readonly answerVersion: number }, answer: { readonly version: number } | undefined): boolean {
  return answer !== undefined && finding.answerVersion < answer.version;
}

/** One verdict for a criterion from several findings: any "not met" takes precedence, then any "cannot tell"; null without findings. */
export function jointVerdict(findings: readonly { readonly verdict: FindingVerdict }[]): FindingVerdict | null {
  const verdicts = findings.map(({ verdict }) => verdict);
  if (verdicts.length === 0) return null;
  return verdicts.includes("not-met") ? "not-met" : verdicts.includes("cannot-tell") ? "cannot-tell" : "met";
}

export type CastVote = { readonly personId: string; readonly choice: VoteChoice };

/** Why a vote does not count, if it does not: a conflict of interest found later excludes it, and so does a role that ended. */
export function exclusionOf({ personId }: CastVote, committee: readonly CommitteeMember[]): Exclusion | null {
  const member = committee.find((each) => each.personId === personId);
  return member === undefined ? "role-ended" : member.recused ? "conflict" : null;
}

/** Whether everyone who may vote has voted: then the vote closes at once. Anything less waits for its time, so that each can change their mind. */
export function everyoneVoted(votes: readonly CastVote[], committee: readonly CommitteeMember[]): boolean {
  const people = eligible(committee);
  return people.length > 0 && people.every(({ personId }) => votes.some((vote) => vote.personId === personId));
}

type AskedCriterion = {
  readonly criterion: { readonly key: string; readonly title: string };
  readonly number: number;
  readonly stored: { readonly version: number } | null;
};

/** One sentence for each criterion that a reviewer has not assessed, or whose answer was changed since. */
export function findingGaps(
  asked: readonly AskedCriterion[],
  findings: readonly { readonly criterion: string; readonly answerVersion: number }[],
): readonly Problem[] {
  return asked.flatMap(({ criterion: { key, title }, number, stored }) => {
    const mine = findings.find(({ criterion }) => criterion === key);
    if (mine === undefined) return [{ field: key, message: `${number}. ${title}: say whether it is met` }];
    return isStale(mine, stored ?? undefined)
      ? [{ field: key, message: `${number}. ${title}: the answer was changed. Read it again` }]
      : [];
  });
}
