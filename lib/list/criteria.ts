import type { Day } from "../kernel/calendar";
import { type Answer, chosenIn } from "./answer";
import type { Criterion, ListDefinition } from "./definition";

/** The criteria that count on a day, in the order they are asked. One that ends on a day no longer counts on it. */
export function criteriaInForce(list: ListDefinition, day: Day): readonly Criterion[] {
  return list.criteria.filter(({ since, until }) => since <= day && (until === undefined || day < until));
}

/** Criteria that are announced on a day but do not count yet. */
export function upcomingCriteria(list: ListDefinition, day: Day): readonly Criterion[] {
  return list.criteria.filter(({ announcedOn, since }) => announcedOn <= day && day < since);
}

/** The version of a criterion in force on a day: the day it was last tightened, or the day it took effect. */
export function criterionVersion({ since, tightened = [] }: Criterion, day: Day): string {
  return tightened.findLast(({ on }) => on <= day)?.on ?? since;
}

/**
 * The criteria that an applicant is asked, given the answers so far, by key. One that depends on a choice is asked once that
 * choice is made; one that depends on a criterion which is not among these asks everybody.
 */
export function asked(criteria: readonly Criterion[], answers: Readonly<Record<string, Answer | undefined>>): readonly Criterion[] {
  return criteria.filter(({ onlyFor }) => {
    if (onlyFor === undefined) return true;
    const deciding = criteria.find(({ key }) => key === onlyFor.criterion);
    const answer = answers[onlyFor.criterion];
    if (deciding === undefined) return true;
    return answer !== undefined && chosenIn(deciding, answer).some((option) => onlyFor.options.includes(option));
  });
}
