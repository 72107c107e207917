import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { reviewersActAsChair } from "@/lib/list/fallback";
import { count } from "@/lib/list/words";
import { type ApprovalAction, type ApprovalPart, approvalActions } from "./actions";

/** How many different people a step still takes: so many of them chairs, the others reviewers or chairs. */
export type PeopleNeeded = { readonly chairs: number; readonly others: number };

/** A reviewer or chair without a conflict of interest. */
export type Eligible = { readonly id: string; readonly chair: boolean };

/**
 * How many more people with a role the given parts need than are there. `eligible` are those who may take one now: with the role, without
 * a conflict of interest, and not part of it already. Null when they are enough. Without any eligible chair others take a chair's part,
 * where the list's fallback says so.
 */
export function missingPeople(
  parts: readonly ApprovalPart[],
  eligible: readonly Pick<Eligible, "chair">[],
  list: Pick<ListDefinition, "fallback">,
): PeopleNeeded | null {
  const there = eligible.filter(({ chair }) => chair).length;
  const chairParts = there === 0 && reviewersActAsChair(list) ? 0 : parts.filter((part) => part === "chair").length;
  const chairs = Math.max(0, chairParts - there);
  const others = Math.max(0, parts.length - eligible.length - chairs);
  return chairs + others === 0 ? null : { chairs, others };
}

/** "1 more person with the chair role is needed": for the page, the status of the committee and the alert. Without a full stop. */
export function missingWords({ chairs, others }: PeopleNeeded): string {
  const parts = [chairs > 0 ? withRole(chairs, "chair") : [], others > 0 ? withRole(others, "reviewer or chair") : []].flat();
  return `${parts.join(" and ")} ${chairs + others === 1 ? "is" : "are"} needed`;
}

function withRole(people: number, role: string): string {
  return `${count(people, "more person", "more people")} with the ${role} role`;
}

/** How a person is given a role, for those who read that one is missing. */
export function howToGrant(list: string, { chairs }: PeopleNeeded): string {
  return `The operator of the portal grants the role on the command line: npm run --silent portal -- committee grant EMAIL --list ${list} --role ${chairs > 0 ? "chair" : "reviewer"}`;
}

/**
 * Refuses a request that nobody else could approve now, before anybody is written to. `eligible` are the people of the committee without
 * a conflict of interest; `taken` are those of them who cannot approve it: the one who asks, and whom it is about.
 */
export function refuseWithoutApprovers(
  action: ApprovalAction,
  { list, eligible, taken }: { list: ListDefinition; eligible: readonly Eligible[]; taken: readonly string[] },
): void {
  const able = eligible.filter(({ id }) => !taken.includes(id));
  const missing = missingPeople(approvalActions[action].slice(1), able, list);
  if (missing === null) return;
  throw new Refusal(
    `Nobody else on the committee can approve this now, so it was not requested. ${missingWords(missing)}. ${howToGrant(list.slug, missing)}.`,
  );
}

/**
 * Refuses the second approval of a request by the one who asked, after the one who asked is no longer eligible, and where two reviewers
 * would do what takes a chair although one is eligible again. `eligible` are the people of the committee without a conflict of interest.
 */
export function refuseAsSecond(
  action: ApprovalAction,
  { list, eligible, by, actor }: { list: ListDefinition; eligible: readonly Eligible[]; by: string | null; actor: string },
): void {
  refuseUnless(by !== actor, "You asked for this yourself. A second person has to agree.");
  const pair = eligible.filter(({ id }) => id === by || id === actor);
  refuseUnless(pair.length === 2, "The person who asked for this may no longer make this decision. It has to be requested again.");
  const parts: readonly ApprovalPart[] = approvalActions[action];
  const takesChair = parts.includes("chair") && (!reviewersActAsChair(list) || eligible.some(({ chair }) => chair));
  refuseUnless(
    !takesChair || pair.some(({ chair }) => chair),
    "A reviewer asked for this while no chair was eligible. A chair is eligible again and has to agree.",
  );
}
