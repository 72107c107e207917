/** The closed lists of the review, each made once: type, CHECK and label come from here. */
export const findingVerdicts = ["met", "not-met", "cannot-tell"] as const;
export type FindingVerdict = (typeof findingVerdicts)[number];

export const voteChoices = ["accept", "decline", "abstain"] as const;
export type VoteChoice = (typeof voteChoices)[number];

export const decisionOutcomes = ["accepted", "declined"] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const conflictOrigins = ["declared", "domain", "set"] as const;
export type ConflictOrigin = (typeof conflictOrigins)[number];

/** Two changes of another person's conflict of interest, each of which takes two people. */
export const conflictChanges = ["set", "lift"] as const;
export type ConflictChange = (typeof conflictChanges)[number];

/** Why an application left a reviewer. */
export const releaseReasons = ["recused", "conflict", "away", "role-ended", "ended"] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

/** What a closed vote came to: referred back to people, or ended because the application went away. */
export const roundOutcomes = ["accepted", "declined", "referred", "ended"] as const;
export type RoundOutcome = (typeof roundOutcomes)[number];

/** Why a vote that was cast does not count. */
export const exclusions = ["conflict", "role-ended"] as const;
export type Exclusion = (typeof exclusions)[number];

/** Why an application has not the reviewers that it needs. */
export const routingTroubles = ["nobody", "too-few-for-a-quorum"] as const;
export type RoutingTrouble = (typeof routingTroubles)[number];
