import { addDays, type Day, laterDay } from "@/lib/kernel/calendar";
import { criteriaInForce, upcomingCriteria } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import type { ReasonBasis } from "./lifecycle";

/** The key of a reason that is no criterion: the embargo policy, on a list that has no criterion for accepting it. */
export const embargoReason = "embargo-policy";

/** Why a removal was proposed, as shown to the committee. */
export const becauseWords = {
  committee: "proposed by the committee",
  "expired-recheck": "the re-check was not answered in time",
  "failed-recheck": "the re-check found that a criterion is no longer met",
  "new-criteria": "a new criterion came into force",
  "embargo-policy": "the embargo policy",
} as const;
export type RemovalReason = keyof typeof becauseWords;

/** What the reasons of a removal rest on. The embargo policy is a person's finding, or was not accepted in time. */
export function basisOf(because: RemovalReason, { byPerson }: { readonly byPerson: boolean }): ReasonBasis {
  switch (because) {
    case "expired-recheck":
      return "silence";
    case "failed-recheck":
      return "assessment";
    case "new-criteria":
    case "embargo-policy":
      return byPerson ? "person" : "not-shown";
    case "committee":
      return "person";
  }
}

/**
 * What a removal may rest on, on a day: each criterion in force or announced, in order, and always the embargo policy. On one that
 * is announced nobody leaves before the day from which it counts.
 */
export function possibleReasons(list: ListDefinition, day: Day): readonly { readonly key: string; readonly title: string }[] {
  const criteria = [...criteriaInForce(list, day), ...upcomingCriteria(list, day)].map(({ key, title }) => ({ key, title }));
  return criteria.some(({ key }) => key === embargoReason)
    ? criteria
    : [...criteria, { key: embargoReason, title: reasonTitle(list, embargoReason) }];
}

/** The first day on which a removal that the member is told of today may be carried out: after the notice, once one of its reasons counts. */
export function earliestDay(list: ListDefinition, reasons: readonly { readonly criterion: string }[], today: Day): Day {
  return dayAReasonCounts(list, reasons, addDays(today, list.removal.noticeDays));
}

/** The first day, not before another, on which one of the reasons counts: on an announced criterion nobody is removed before its day. */
export function dayAReasonCounts(list: ListDefinition, reasons: readonly { readonly criterion: string }[], from: Day): Day {
  const counts = reasons.map(({ criterion }) => criterionByKey(list, criterion)?.since ?? from).sort()[0] ?? from;
  return laterDay(from, counts);
}

/** Whether a criterion asks for a contact alias, so that a reason on it can rest on nobody confirming that. */
export function asksForAlias(list: ListDefinition, key: string): boolean {
  return criterionByKey(list, key)?.kind === "contact-alias";
}

/** What a reason is called: the criterion's title, also of one that no longer counts. */
export function reasonTitle(list: ListDefinition, key: string): string {
  return criterionByKey(list, key)?.title ?? "Embargo policy";
}
