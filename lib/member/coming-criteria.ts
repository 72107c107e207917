import type { Day } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import type { StatusFacts } from "./open-task";
import { criterionStandings, isOlder } from "./standing";

/** A criterion that a member can answer now. */
export type CriterionToAnswer = {
  readonly criterion: string;
  readonly title: string;
  /** It is a policy that is accepted, by a primary representative alone. */
  readonly accepts: boolean;
  /** The day from which it counts, while that is ahead. */
  readonly by: Day | null;
};

/**
 * What can be answered before a re-check asks for it: criteria that are announced or came while it was a member, a condition that is
 * tightened, a newer embargo policy. What counted when it was admitted is asked by the next re-check, and waits for nobody now.
 */
export function criteriaToAnswer(list: ListDefinition, facts: StatusFacts, today: Day): readonly CriterionToAnswer[] {
  const asked = facts.recheck?.criteria ?? [];
  const standings = criterionStandings(list, { ...facts, open: { ...facts.open, removal: null } }, today)
    .filter(({ criterion, state }) => state === "not-yet" && !asked.includes(criterion) && cameSince(list, criterion, facts.since))
    .map(({ criterion, title, from }) => ({ criterion, title, by: from }));
  return [...standings, ...comingChanges(list, facts, today)].map((each) => ({
    ...each,
    accepts: list.criteria.find(({ key }) => key === each.criterion)?.kind === "policy-acceptance",
  }));
}

/** Whether a criterion, or its last change, was announced and came after the organization had joined; an acceptance can always be given. */
function cameSince(list: ListDefinition, key: string, since: Day): boolean {
  const criterion = list.criteria.find((each) => each.key === key);
  if (criterion === undefined) return false;
  const changes = [
    { announcedOn: criterion.announcedOn, on: criterion.since },
    ...(criterion.tightened ?? []).map(({ announcedOn, on }) => ({ announcedOn: announcedOn ?? on, on })),
  ];
  return criterion.kind === "policy-acceptance" || changes.some(({ announcedOn, on }) => announcedOn < on && since < on);
}

type Coming = Omit<CriterionToAnswer, "accepts">;

/** Announced changes of what was answered already: a tightened condition, a coming version of the embargo policy. */
function comingChanges(list: ListDefinition, { answers }: StatusFacts, today: Day): readonly Coming[] {
  const answered = (key: string) => answers.find(({ criterion }) => criterion === key);
  const tightened = criteriaInForce(list, today).flatMap(({ key, title, tightened: changes = [] }): readonly Coming[] => {
    const next = changes.find(({ announcedOn, on }) => announcedOn !== undefined && announcedOn <= today && today < on);
    const answer = answered(key);
    if (next === undefined || answer === undefined || answer.version >= next.on) return [];
    return [{ criterion: key, title, by: next.on }];
  });
  const policy = list.embargoPolicy.find(({ announcedOn, since }) => announcedOn !== undefined && announcedOn <= today && today < since);
  const acceptance = criteriaInForce(list, today).find(({ kind }) => kind === "policy-acceptance");
  const accepted = acceptance && answered(acceptance.key)?.policyVersion;
  if (policy === undefined || acceptance === undefined || !accepted || !isOlder(list, accepted, policy.version)) return tightened;
  return [...tightened, { criterion: acceptance.key, title: acceptance.title, by: policy.since }];
}
