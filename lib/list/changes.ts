import { type Day, longDate } from "../kernel/calendar";
import { criteriaInForce } from "./criteria";
import type { Criterion, ListDefinition } from "./definition";

/** What can happen to a criterion. */
type CriterionEvent = "announced" | "in-force" | "tightened" | "ended";

/** Something that happened to a criterion on a day, in a sentence. */
type CriterionChange = { readonly day: Day; readonly criterion: string; readonly event: CriterionEvent; readonly sentence: string };

/** The days on which anything about the criteria changed or will change, oldest first, with what did. */
export function criteriaChanges(list: ListDefinition): readonly { readonly day: Day; readonly changes: readonly CriterionChange[] }[] {
  const changes = list.criteria.flatMap(eventsOf);
  const days = [...new Set(changes.map(({ day }) => day))].sort();
  return days.map((day) => ({ day, changes: changes.filter((change) => change.day === day) }));
}

type Difference = {
  readonly criterion: string;
  readonly title: string;
  readonly change: "added" | "tightened" | "ended";
  readonly sentence: string;
};

/** How the criteria differ between two days, from the earlier to the later one. */
export function differences(list: ListDefinition, fromDay: Day, toDay: Day): readonly Difference[] {
  const [from, to] = fromDay <= toDay ? [fromDay, toDay] : [toDay, fromDay];
  const [before, after] = [criteriaInForce(list, from), criteriaInForce(list, to)];
  return list.criteria.flatMap((criterion): readonly Difference[] => {
    const { key, title, since, until, tightened = [] } = criterion;
    const [was, is] = [before.includes(criterion), after.includes(criterion)];
    const say = (change: Difference["change"], sentence: string): Difference => ({ criterion: key, title, change, sentence });
    if (!was && is) return [say("added", `The criterion “${title}” has applied since ${longDate(since)}.`)];
    if (was && !is) return [say("ended", `The criterion “${title}” stopped applying on ${longDate(until ?? to)}.`)];
    if (!was) return [];
    return tightened
      .filter(({ on }) => from < on && on <= to)
      .map(({ on, what }) => say("tightened", `The criterion “${title}” was changed on ${longDate(on)}: ${what}.`));
  });
}

function eventsOf({ key, title, announcedOn, since, until, tightened = [] }: Criterion): readonly CriterionChange[] {
  const say = (day: Day, event: CriterionEvent, sentence: string): CriterionChange => ({ day, criterion: key, event, sentence });
  return [
    ...(announcedOn < since
      ? [say(announcedOn, "announced", `The criterion “${title}” was announced. It applies from ${longDate(since)}.`)]
      : []),
    say(since, "in-force", `The criterion “${title}” applies from this day.`),
    ...tightened.map(({ on, what }) => say(on, "tightened", `The criterion “${title}” was changed: ${what}.`)),
    ...(until === undefined ? [] : [say(until, "ended", `The criterion “${title}” no longer applies from this day.`)]),
  ];
}
