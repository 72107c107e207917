/**
 * What members are told of their own history: what they did, what was asked of them, and what was decided. What the committee does
 * among itself (who was assigned, found, voted, doubted; alerts; plans for the mailing list) is not.
 */
const forMembers: readonly string[] = [
  "application.",
  "alias.",
  "information.",
  "member.",
  "representative.",
  "join.",
  "access_recovery.",
  "member_change.",
  "leaving.",
  "recheck.",
  "criterion.",
  "removal.told",
  "removal.agreed",
  "removal.stopped",
  "removal.delivery_unconfirmed",
  "removal.day_moved",
  "removal.carried_out",
  "appeal.filed",
  "appeal.decided",
  "delivery.",
  "roster.address_moved",
  "roster.effective",
];

const notForMembers: readonly string[] = [
  "join.agreed",
  "access_recovery.agreed",
  "member_change.agreed",
  "recheck.contact_recorded",
  "recheck.escalated",
  "information.escalated",
  "alias.change_spoken",
  "alias.change_agreed",
  "alias.change_release_asked",
];

/** Whether an event of the trail is told to the people of the membership it is about. */
export function isForMembers(action: string): boolean {
  return forMembers.some((start) => action.startsWith(start)) && !notForMembers.includes(action);
}
