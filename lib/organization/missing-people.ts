import { count } from "@/lib/list/words";

/** How many different people a step still takes: so many of them chairs, the others reviewers or chairs. */
export type PeopleNeeded = { readonly chairs: number; readonly others: number };

/**
 * How many more people with a role a step needs than are there. `eligible` are those who may take it now: with the role, without a
 * conflict of interest, and not part of it already. Null when they are enough.
 */
export function missingPeople(needed: PeopleNeeded, eligible: readonly { readonly chair: boolean }[]): PeopleNeeded | null {
  const chairs = Math.max(0, needed.chairs - eligible.filter(({ chair }) => chair).length);
  const others = Math.max(0, needed.chairs + needed.others - eligible.length - chairs);
  return chairs + others === 0 ? null : { chairs, others };
}

/** "1 more person with the role chair is needed": for the page, the status of the committee and the alert. Without a full stop. */
export function missingWords({ chairs, others }: PeopleNeeded): string {
  const parts = [chairs > 0 ? withRole(chairs, "chair") : [], others > 0 ? withRole(others, "reviewer or chair") : []].flat();
  return `${parts.join(" and ")} ${chairs + others === 1 ? "is" : "are"} needed`;
}

function withRole(people: number, role: string): string {
  return `${count(people, "more person", "more people")} with the role ${role}`;
}

/** How a person is given a role, for those who read that one is missing. */
export function howToGrant(list: string, { chairs }: PeopleNeeded): string {
  return `The operator of the portal grants the role on the command line: portal committee grant EMAIL --list ${list} --role ${chairs > 0 ? "chair" : "reviewer"}`;
}
