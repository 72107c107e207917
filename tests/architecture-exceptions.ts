/**
 * What does not follow the order of the slices yet. architecture.test.ts compares these lists with the code: remove a line as soon as it
 * is no longer true, and add none.
 */

/** 0 imports of a later slice: a re-check proposes, stops and reads removals itself. */
export const earlierImportsLater: readonly string[] = [];

/** 6 uses of the tables of a later slice. Queries across slices belong in a slice after all others. */
export const earlierReadsLater: readonly string[] = [
  "lib/alias/commands/follow-alias-change.ts reads member",
  "lib/application/commands/people.ts reads review",
  "lib/member/queries/facts.ts reads recheck",
  "lib/member/queries/facts.ts reads removal",
  "lib/member/queries/facts.ts reads roster",
  "lib/organization/commands/person-address.ts reads alias",
];

/** 7 uses that write the tables of another slice, earlier or later. */
export const writesOfOthers: readonly string[] = [
  "lib/alias/commands/agree-alias-change.ts writes approval",
  "lib/alias/commands/ask-alias-change.ts writes approval",
  "lib/alias/commands/follow-alias-change.ts writes member",
  "lib/alias/commands/stop-alias-change.ts writes approval",
  "lib/member/commands/decide-member-change.ts writes organization",
  "lib/organization/commands/approval.ts writes approval",
  "lib/removal/commands/reinstate.ts writes approval",
];
