/**
 * What does not follow the order of the slices. architecture.test.ts compares these lists with the code: remove a line as soon as it
 * is no longer true, and add none.
 */

/** No import of a later slice. */
export const earlierImportsLater: readonly string[] = [];

/** Reads of the tables of a later slice. */
export const earlierReadsLater: readonly string[] = [
  // A change of the contact alias renews what the member said about it, in the transaction that completes the change.
  "lib/alias/commands/follow-alias-change.ts reads member",
  // Who reviews an application is told what its applicant does.
  "lib/application/commands/people.ts reads review",
  // What a member has to do is one answer for all slices: the emails of each say it as its pages do (`memberFacts`).
  "lib/member/queries/facts.ts reads recheck",
  "lib/member/queries/facts.ts reads removal",
  "lib/member/queries/facts.ts reads roster",
  // Nobody signs in with an address that is about to become a contact alias.
  "lib/organization/commands/person-address.ts reads alias",
];

/** Writes to the tables of another slice, earlier or later. */
export const writesOfOthers: readonly string[] = [
  "lib/alias/commands/follow-alias-change.ts writes member", // as above
  "lib/member/commands/decide-member-change.ts writes organization", // a name and domains
];
