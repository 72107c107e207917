import { addDays, addMonths, type Day, daysBetween, laterDay } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { PauseCause } from "./contactability";

/** The emails of an open re-check, in the order in which they fall due. */
export const rungKinds = ["opened", "half-time", "last-days", "due", "grace-period", "grace-period-ends"] as const;
export type RungKind = (typeof rungKinds)[number];

/** One email of the reminder schedule, and the day from which it is due. */
export type Rung = { readonly kind: RungKind; readonly on: Day };

/** The settings of a list that the reminder schedule is made from. */
export type Cadence = {
  /** Days before the due day on which the member is reminded; the smallest of several counts working days. */
  readonly remindBeforeDays: readonly number[];
  readonly graceDays: number;
  readonly freeDays: readonly Day[];
};

export function cadenceOf({ recheck, decision }: Pick<ListDefinition, "recheck" | "decision">): Cadence {
  return { remindBeforeDays: recheck.remindBeforeDays, graceDays: recheck.graceDays, freeDays: decision.freeDays };
}

/** The dated facts of an open re-check. */
export type OpenRecheck = {
  readonly openedOn: Day;
  /** As it was set when it was opened, or extended. */
  readonly dueOn: Day;
  /** Days for which the deadline was paused; the reminder schedule moves by as many. */
  readonly pausedDays: number;
  /** Since when the deadline is paused; null while it runs. */
  readonly pausedOn: Day | null;
  /** Emails of the reminder schedule that were written, or caught up. */
  readonly reminders: number;
  readonly lastRemindedOn: Day | null;
  /** The day from which the grace period counts, once the deadline was paused during the grace period. */
  readonly graceFrom: Day | null;
  /** The day on which the member is known to have been told that the grace period runs: a delivered email, or a conversation. */
  readonly graceNotifiedOn: Day | null;
  /** What makes it uncertain whether the member was notified; null when nothing does. */
  readonly trouble: PauseCause | null;
  /** An email is on its way, and it is too early to know whether it arrives. */
  readonly onItsWay: boolean;
  readonly cadence: Cadence;
};

export type Step =
  | { readonly do: "wait" }
  /** One email to the member: the newest that is due, and with it all that were missed. */
  | { readonly do: "remind"; readonly number: number; readonly kind: RungKind }
  /** The same, and the committee is told whom to call. */
  | { readonly do: "escalate"; readonly number: number; readonly kind: RungKind }
  | { readonly do: "pause"; readonly because: PauseCause }
  | { readonly do: "resume" }
  | { readonly do: "expire" };

/** The day by which the answer is due, with the days for which the deadline was paused. */
export function dueDay({ dueOn, pausedDays }: Pick<OpenRecheck, "dueOn" | "pausedDays">): Day {
  return addDays(dueOn, pausedDays);
}

/** The last day of the grace period, or null while nobody is known to have been notified that it runs. */
export function graceEndsOn({
  graceFrom,
  graceNotifiedOn,
  cadence,
}: Pick<OpenRecheck, "graceFrom" | "graceNotifiedOn" | "cadence">): Day | null {
  const from = graceFrom ?? graceNotifiedOn;
  return from === null ? null : addDays(from, cadence.graceDays);
}

/** Days after an email by which it is known what became of it. */
export const patienceDays = 2;

/** By so much at most an open re-check can be given more time, counted from the day on which it is given. */
export const longestExtensionDays = 90;

function isOld(writtenOn: Day | null, today: Day): boolean {
  return writtenOn === null || addDays(writtenOn, patienceDays) <= today;
}

/** Every email of the reminder schedule with its day, as far as it is known today: the last one only once the grace period counts. */
export function reminderSchedule(recheck: OpenRecheck): readonly Rung[] {
  const due = dueDay(recheck);
  const ends = graceEndsOn(recheck);
  return [
    { kind: "opened", on: recheck.openedOn },
    ...reminders(due, recheck),
    { kind: "due", on: due },
    { kind: "grace-period", on: addDays(due, 1) },
    ...(ends === null ? [] : [{ kind: "grace-period-ends" as const, on: ends }]),
  ];
}

/** The emails of the reminder schedule that have fallen due by a day. */
export function rungsDue(recheck: OpenRecheck, today: Day): readonly Rung[] {
  return reminderSchedule(recheck).filter(({ on }) => on <= today);
}

/**
 * What today asks of an open re-check. Missed nights are caught up with one email. Nobody expires without notice: the grace period counts from a
 * email that is known to be delivered, or from a conversation, and whatever keeps us from knowing it pauses the deadline.
 */
export function nextStep(recheck: OpenRecheck, today: Day): Step {
  const { pausedOn, trouble, reminders: written, lastRemindedOn } = recheck;
  if (pausedOn !== null) return trouble === null ? { do: "resume" } : { do: "wait" };
  if (trouble !== null) return { do: "pause", because: trouble };

  const due = rungsDue(recheck, today);
  const newest = due.at(-1);
  if (newest !== undefined && written < due.length) {
    const email = { number: due.length, kind: newest.kind };
    return newest.kind === "grace-period" || newest.kind === "grace-period-ends"
      ? { do: "escalate", ...email }
      : { do: "remind", ...email };
  }
  const ends = graceEndsOn(recheck);
  if (newest?.kind === "grace-period" && ends === null && !recheck.onItsWay && isOld(lastRemindedOn, today))
    return { do: "escalate", number: due.length, kind: "grace-period" }; // nobody there now was notified it: written once more
  const lastCallNotified = newest?.kind === "grace-period-ends" && lastRemindedOn !== null && lastRemindedOn < today;
  return ends !== null && ends < today && lastCallNotified ? { do: "expire" } : { do: "wait" };
}

/** The deadline continues: the reminder schedule moves by the paused days, and so does a grace period that had begun. */
export function afterPause(
  { pausedOn, pausedDays, graceFrom, graceNotifiedOn }: Pick<OpenRecheck, "pausedOn" | "pausedDays" | "graceFrom" | "graceNotifiedOn">,
  today: Day,
): { readonly pausedDays: number; readonly graceFrom: Day | null } {
  if (pausedOn === null) return { pausedDays, graceFrom };
  const grace = graceFrom ?? graceNotifiedOn;
  return {
    pausedDays: pausedDays + daysBetween(pausedOn, today),
    graceFrom: grace === null ? null : addDays(grace, Math.max(0, daysBetween(laterDay(pausedOn, grace), today))),
  };
}

/** An open re-check as it would be if its deadline continued today: paused days do not count. One that is not paused is returned unchanged. */
export function asIfRunning(recheck: OpenRecheck, today: Day): OpenRecheck {
  return { ...recheck, ...afterPause(recheck, today), pausedOn: null };
}

/**
 * The next day after today on which an open re-check has to be checked: the next email, the end of the grace period, the day by which the
 * delivery of an email is known, and every day while the deadline is paused.
 */
export function nextCheckOn(recheck: OpenRecheck, today: Day): Day {
  const tomorrow = addDays(today, 1);
  if (recheck.pausedOn !== null) return tomorrow;
  const ends = graceEndsOn(recheck);
  const unconfirmed = ends === null && dueDay(recheck) < today;
  const days = [
    ...reminderSchedule(recheck).map(({ on }) => on),
    ...(ends === null ? [] : [laterDay(addDays(ends, 1), tomorrow)]), // also when the last day of grace fell into an outage
    ...(recheck.onItsWay || unconfirmed ? [laterDay(addDays(recheck.lastRemindedOn ?? today, patienceDays), tomorrow)] : []),
  ].filter((day) => day > today);
  return days.sort()[0] ?? tomorrow;
}

/** The day of the re-check after one that was scheduled for a day: whole periods later, so that late answers never shift the schedule. */
export function followingRecheckOn({ recheck }: Pick<ListDefinition, "recheck">, scheduledOn: Day, today: Day): Day {
  let periods = 0;
  let day = scheduledOn;
  while (day <= today) {
    periods += 1;
    day = addMonths(scheduledOn, periods * recheck.everyMonths);
  }
  return day;
}

/** Reminders before the due day, the earliest first. Never before the opening, so that short terms make short ladders. */
function reminders(due: Day, { openedOn, cadence }: Pick<OpenRecheck, "openedOn" | "cadence">): readonly Rung[] {
  const before = cadence.remindBeforeDays.toSorted((one, other) => other - one);
  return before.map((days, index): Rung => {
    const last = index === before.length - 1 && before.length > 1;
    const on = last ? workingDaysBefore(due, days, cadence.freeDays) : addDays(due, -days);
    return { kind: last ? "last-days" : "half-time", on: laterDay(on, openedOn) };
  });
}

/** The day that is `count` working days before a day. */
export function workingDaysBefore(day: Day, count: number, freeDays: readonly Day[]): Day {
  let [current, left] = [day, count];
  while (left > 0) {
    current = addDays(current, -1);
    const weekday = new Date(`${current}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !freeDays.includes(current)) left -= 1;
  }
  return current;
}
