import type { ApplicationStatus } from "@/lib/application/lifecycle";
import type { Day } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import type { DecisionOutcome, RoundOutcome } from "./words";

/** The facts about one application for one committee member. */
export type RoutingInputs = {
  readonly status: ApplicationStatus;
  /** Holds a reviewer's or chair's role and has no conflict of interest. */
  readonly mayReview: boolean;
  readonly chairs: boolean;
  readonly assigned: boolean;
  readonly sent: boolean;
  /** Criteria without a finding of this reviewer, and findings on answers that were changed since. */
  readonly unassessed: number;
  readonly stale: number;
  /** How many of those two can be assessed now: no question to the applicant is open on them. */
  readonly assessableNow: number;
  readonly round: "none" | "open" | "closed";
  readonly roundOutcome: RoundOutcome | null;
  readonly voted: boolean;
  /** A waiver or a new end of the vote waits for a second person, and this one did not ask for it. */
  readonly secondAsked: boolean;
  readonly decision: { readonly outcome: DecisionOutcome; readonly released: boolean } | null;
  readonly unroutable: boolean;
  /** A question was not answered in time. */
  readonly questionOverdue: boolean;
  /** The day on which the open vote ends; null while none is open. */
  readonly voteEndsOn: Day | null;
  /** The day by which the decision is promised; null while the deadline is paused. */
  readonly decisionDueOn: Day | null;
};

/** What has to be done next, as a verb when it is this person's, else whose it is. */
export type NextAction = {
  readonly mine: boolean;
  readonly words: string;
  /** The day by which: of a vote its own end, of everything else the day of the decision. */
  readonly by: Day | null;
};

/**
 * The next action on an application, seen by one person. The first that fits: what is over, what waits for the applicant, what a
 * chair has to mend, one's own findings, one's own vote, and the email. The queue asks the database the same question.
 */
export function nextAction(facts: RoutingInputs): NextAction {
  const { of, ...action } = actionOf(facts);
  return { ...action, by: of === "vote" ? facts.voteEndsOn : facts.decisionDueOn };
}

type Undated = Pick<NextAction, "mine" | "words"> & { readonly of?: "vote" };

function actionOf(facts: RoutingInputs): Undated {
  if (facts.status === "accepted" || facts.status === "declined" || facts.status === "withdrawn")
    return theirs(facts.status === "accepted" ? "Accepted" : facts.status === "declined" ? "Declined" : "Withdrawn");
  if (facts.decision !== null) return theirs("Email on hold");
  const chairs = facts.mayReview && facts.chairs;
  if (facts.status === "information_requested") return actionDuringQuestion(facts);
  if (chairs && facts.unroutable) return mine("Find a reviewer");
  if (facts.mayReview && facts.secondAsked) return mine("Respond to the request");
  if (facts.mayReview && facts.assigned && facts.round !== "closed") {
    if (!facts.sent)
      return mine(
        facts.unassessed + facts.stale === 0
          ? "Send your findings"
          : `Assess ${count(facts.unassessed + facts.stale, "criterion", "criteria")}`,
      );
    if (facts.stale > 0) return mine(`Read ${count(facts.stale, "changed answer")} again`);
  }
  if (facts.mayReview && facts.round === "open" && !facts.voted) return { ...mine("Vote"), of: "vote" };
  if (facts.round === "closed") {
    if (!chairs) return theirs("With the committee");
    return mine(facts.roundOutcome === "referred" ? "Open another vote" : "Write the email");
  }
  return facts.round === "open" ? { ...theirs("Waiting for other votes"), of: "vote" } : theirs("Waiting for reviewers");
}

/** While the applicant is asked about one criterion, the others can still be assessed. */
function actionDuringQuestion({ mayReview, chairs, assigned, round, questionOverdue, secondAsked, assessableNow }: RoutingInputs): Undated {
  if (mayReview && chairs && questionOverdue) return mine("Resolve the open question");
  if (mayReview && secondAsked) return mine("Respond to the request");
  if (mayReview && assigned && round !== "closed" && assessableNow > 0)
    return mine(`Assess ${count(assessableNow, "other criterion", "other criteria")}`);
  return theirs("Waiting for the applicant");
}

function mine(words: string): Undated {
  return { mine: true, words };
}

function theirs(words: string): Undated {
  return { mine: false, words };
}
