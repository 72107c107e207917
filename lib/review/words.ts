/** The closed lists of the review, each made once: type, CHECK and label come from here. */
export const findingVerdicts = ["met", "not-met", "cannot-tell"] as const;
export type FindingVerdict = (typeof findingVerdicts)[number];

export const voteChoices = ["accept", "decline", "abstain"] as const;
export type VoteChoice = (typeof voteChoices)[number];

export const decisionOutcomes = ["accepted", "declined"] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const conflictOrigins = ["declared", "domain", "set"] as const;
export type ConflictOrigin = (typeof conflictOrigins)[number];
