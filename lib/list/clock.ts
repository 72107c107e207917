import { type Day, workingDaysAfter } from "../kernel/calendar";
import type { DecisionRule } from "./definition";

/** A time during which the committee waited for the applicant; `to` is null while it still waits. */
export type Stop = { readonly from: Day; readonly to: Day | null };

export type DecisionClock = {
  /** Working days that count so far; 0 on the day of sending, more than `of` when it is late. */
  readonly dayNumber: number;
  readonly of: number;
  /** The last day on which the decision is in time. While stopped, as if the stop ended today. */
  readonly dueOn: Day;
  /** Working days spent waiting for the applicant. */
  readonly waitedDays: number;
  readonly running: boolean;
  /** Working days past the due day; 0 when it is not late. */
  readonly overdueBy: number;
};

/**
 * "Day 6 of 10, waited 4 days for you", in working days. The day of sending does not count, nor do the working days after a
 * question was asked up to and including the day it was answered; they push the due day instead. Overlapping stops count once.
 */
export function decisionClock({
  submittedOn,
  today,
  stops,
  rule,
}: {
  submittedOn: Day;
  today: Day;
  stops: readonly Stop[];
  rule: Pick<DecisionRule, "workingDays" | "freeDays">;
}): DecisionClock {
  const stopped = (day: Day) => stops.some(({ from, to }) => from < day && day <= (to ?? today));
  const days = workingDaysUntil(submittedOn, today, rule.freeDays);
  const waitedDays = days.filter(stopped).length;
  const dayNumber = days.length - waitedDays;

  return {
    dayNumber,
    of: rule.workingDays,
    dueOn: dueDay({ submittedOn, stopped, rule }),
    waitedDays,
    running: !stops.some(({ from, to }) => from <= today && (to === null || today < to)),
    overdueBy: Math.max(0, dayNumber - rule.workingDays),
  };
}

function workingDaysUntil(from: Day, to: Day, freeDays: readonly Day[]): readonly Day[] {
  const days: Day[] = [];
  for (const day of workingDaysAfter(from, freeDays)) {
    if (day > to) break;
    days.push(day);
  }
  return days;
}

function dueDay({
  submittedOn,
  stopped,
  rule,
}: {
  submittedOn: Day;
  stopped: (day: Day) => boolean;
  rule: Pick<DecisionRule, "workingDays" | "freeDays">;
}): Day {
  const days = workingDaysAfter(submittedOn, rule.freeDays);
  let due = submittedOn;
  for (let left = rule.workingDays; left > 0; ) {
    due = days.next().value;
    if (!stopped(due)) left -= 1;
  }
  return due;
}
