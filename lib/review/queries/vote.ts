import { and, asc, eq, isNull } from "drizzle-orm";
import { database } from "@/db/client";
import { conflictChange, reviewAssignment, vote, voteRound, waiver } from "@/db/schema";
import { mayRequest } from "@/lib/approval/permissions";
import type { Actor } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { outcome } from "@/lib/list/decision-rule";
import type { ListDefinition } from "@/lib/list/definition";
import { reviewersActAsChair } from "@/lib/list/fallback";
import { maySeeClosedVotes } from "../permissions";
import { type CommitteeMember, eligible, exclusionOf, isAway, isStale, seesOthersFindings, waiverApplies } from "../rules";
import type { ConflictChange, Exclusion, FindingVerdict, RoundOutcome, VoteChoice } from "../words";
import { type Opened, openForReview } from "./application";
import { type ConflictReason, committeeOf } from "./committee";
import { roundState } from "./facts";

export type Cell = { readonly verdict?: FindingVerdict; readonly hidden?: boolean; readonly stale?: boolean };

export type RoleHolder = {
  readonly personId: string;
  readonly name: string;
  readonly isViewer: boolean;
  readonly chair: boolean;
  readonly recused: boolean;
  /** Why, where they are. */
  readonly conflicts: readonly ConflictReason[];
  readonly away: boolean;
  /** The viewer may ask to set or lift their conflict of interest. */
  readonly mayChangeConflict: boolean;
  readonly has: "nothing" | "application" | "sent";
};

export type RoundShown = {
  readonly id: string;
  readonly closesAt: Date;
  readonly closedAt: Date | null;
  readonly outcome: RoundOutcome | null;
  /** How many who may vote have voted: while it is open, nobody sees how. */
  readonly in: number;
  /** What it came to, in words; null while it is open. */
  readonly sentence: string | null;
  /** Everybody's votes once it is closed; null before. */
  readonly votes:
    | readonly { readonly name: string; readonly choice: VoteChoice; readonly reason: string; readonly excluded: Exclusion | null }[]
    | null;
  readonly mine: { readonly choice: VoteChoice; readonly reason: string } | null;
  readonly change: { readonly to: Date; readonly byViewer: boolean; readonly by: string } | null;
};

export type VoteForReview = {
  readonly committee: readonly RoleHolder[];
  readonly mayVote: number;
  readonly reviewers: readonly string[];
  readonly matrix: readonly { readonly key: string; readonly cells: readonly Cell[] }[];
  readonly round: RoundShown | null;
  readonly waivers: readonly {
    readonly criterion: string;
    readonly reason: string;
    readonly by: string;
    readonly byViewer: boolean;
    readonly agreed: string | null;
    /** False once one of its approvers is no longer eligible; then it can be proposed again. */
    readonly applies: boolean;
  }[];
  readonly changes: readonly {
    readonly personId: string;
    readonly name: string;
    readonly change: ConflictChange;
    readonly byViewer: boolean;
  }[];
};

/**
 * The vote on an application: who sits, what was found, what was voted. Others' votes and every tally stay out until the vote is
 * closed. Null for everybody who may not see votes then.
 */
export async function voteForReview(
  viewer: Actor,
  list: ListDefinition,
  { reference, today }: { reference: string; today: Day },
): Promise<VoteForReview | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !maySeeClosedVotes(opened.viewer, opened.subject)) return null;
  const { row } = opened;
  const db = database();
  const committee = await committeeOf(db, row.id);
  const nameOf = (personId: string | null) =>
    committee.find((member) => member.personId === personId)?.name ?? "A former member of the committee";
  const me = opened.viewer.personId;
  const assignments = await db
    .select({
      personId: reviewAssignment.personId,
      reviewedAt: reviewAssignment.reviewedAt,
      releasedBecause: reviewAssignment.releasedBecause,
      releasedAt: reviewAssignment.releasedAt,
    })
    .from(reviewAssignment)
    .where(eq(reviewAssignment.applicationId, row.id))
    .orderBy(asc(reviewAssignment.assignedAt), asc(reviewAssignment.id));
  const holding = assignments.filter(({ releasedAt, releasedBecause }) => releasedAt === null || releasedBecause === "ended");
  const waivers = await db.select().from(waiver).where(eq(waiver.applicationId, row.id)).orderBy(asc(waiver.askedAt));
  const changes = await db
    .select()
    .from(conflictChange)
    .where(
      and(eq(conflictChange.list, list.slug), eq(conflictChange.organizationId, row.organization_id), isNull(conflictChange.agreedAt)),
    );

  return {
    committee: committee.map((member) => ({
      personId: member.personId,
      name: member.name,
      isViewer: member.personId === me,
      chair: member.chair,
      recused: member.recused,
      conflicts: member.conflicts,
      away: isAway(member, today),
      mayChangeConflict: mayChangeConflict(opened, committee, member),
      has: hasOf(holding.find(({ personId }) => personId === member.personId)),
    })),
    mayVote: eligible(committee).length,
    reviewers: holding.map(({ personId }) => nameOf(personId)),
    matrix: matrixOf(
      opened,
      holding.map(({ personId }) => personId),
      committee,
    ),
    round: await roundOf(opened, committee, nameOf),
    waivers: waivers.map((each) => ({
      criterion: each.criterion,
      reason: each.reason,
      by: nameOf(each.askedBy),
      byViewer: each.askedBy === me,
      agreed: each.agreedBy === null ? null : nameOf(each.agreedBy),
      applies: waiverApplies(each, committee),
    })),
    changes: changes.map((each) => ({
      personId: each.personId,
      name: nameOf(each.personId),
      change: each.change,
      byViewer: each.askedBy === me,
    })),
  };
}

/** As a chair, or as a reviewer where no chair but the person themselves is eligible. */
function mayChangeConflict(
  { viewer, list, subject }: Opened,
  committee: readonly CommitteeMember[],
  { personId }: CommitteeMember,
): boolean {
  const withoutChair = reviewersActAsChair(list) && !eligible(committee).some((each) => each.chair && each.personId !== personId);
  return mayRequest("conflict", viewer, { ...subject, withoutChair });
}

function hasOf(assignment: { reviewedAt: Date | null } | undefined): RoleHolder["has"] {
  return assignment === undefined ? "nothing" : assignment.reviewedAt === null ? "application" : "sent";
}

/** Criteria down, reviewers across, in the order in which they were given the application. */
function matrixOf({ viewer, row }: Opened, reviewers: readonly string[], committee: readonly CommitteeMember[]): VoteForReview["matrix"] {
  const sees = seesOthersFindings({ assigned: row.assigned, sent: row.sent, round: roundState(row) });
  return row.answers.map(({ criterion: key, version }) => ({
    key,
    cells: reviewers.map((reviewer): Cell => {
      const found = row.findings.find(({ person, criterion }) => person === reviewer && criterion === key);
      if (reviewer !== viewer.personId && !(sees && row.senders.includes(reviewer))) return { hidden: true };
      if (found === undefined || committee.some(({ personId, recused }) => personId === reviewer && recused)) return {};
      return { verdict: found.verdict, stale: isStale({ answerVersion: found.version }, { version }) };
    }),
  }));
}

async function roundOf(
  { viewer, list, row }: Opened,
  committee: readonly CommitteeMember[],
  nameOf: (personId: string | null) => string,
): Promise<RoundShown | null> {
  const db = database();
  const rounds = await db
    .select()
    .from(voteRound)
    .where(eq(voteRound.applicationId, row.id))
    .orderBy(asc(voteRound.openedAt), asc(voteRound.id));
  const round = rounds.at(-1);
  if (round === undefined) return null;
  const cast = await db.select().from(vote).where(eq(vote.roundId, round.id)).orderBy(asc(vote.at), asc(vote.personId));
  const isDecided = round.resolvedAt !== null; // decided on: who has a role or a conflict today changes nothing of how it was counted
  const excluded = (each: (typeof cast)[number]) => each.excludedBecause ?? (isDecided ? null : exclusionOf(each, committee));
  const closed = round.closedAt !== null;
  const verdict = outcome(list.decision, {
    votes: cast.filter((each) => excluded(each) === null),
    eligible: eligible(committee).map(({ personId }) => personId),
    recused: committee.filter(({ recused }) => recused).map(({ personId }) => personId),
    closed,
  });
  const mine = cast.find(({ personId }) => personId === viewer.personId);
  return {
    id: round.id,
    closesAt: round.closesAt,
    closedAt: round.closedAt,
    outcome: round.outcome,
    in: cast.filter((each) => exclusionOf(each, committee) === null).length,
    sentence: !closed ? null : isDecided ? (round.counted ?? olderCounts[round.outcome ?? "ended"]) : verdict.sentence,
    votes: closed
      ? cast.map((each) => ({ name: nameOf(each.personId), choice: each.choice, reason: each.reason, excluded: excluded(each) }))
      : null,
    mine: mine ? { choice: mine.choice, reason: mine.reason } : null,
    change:
      round.changeTo === null
        ? null
        : { to: round.changeTo, byViewer: round.changeAskedBy === viewer.personId, by: nameOf(round.changeAskedBy) },
  };
}

/** Of votes that were closed before their count was kept. */
const olderCounts = {
  accepted: "The vote was to accept.",
  declined: "The vote was to decline.",
  referred: "The vote had no result.",
  ended: "The application ended before the vote closed.",
} as const;
