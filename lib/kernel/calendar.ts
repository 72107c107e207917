/**
 * Days and instants. A day is a UTC calendar day as "YYYY-MM-DD"; an instant is a Date.
 * Nothing here reads the current time: today and now are arguments.
 */
export type Day = string;

const millisecondsPerDay = 86_400_000;

/** The UTC day on which a moment falls. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** Midnight UTC at the start of a day. Throws a RangeError for a day that does not exist, such as 2026-02-30 or any of a year 0. */
export function startOf(day: Day): Date {
  const moment = new Date(`${day}T00:00:00Z`);
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(moment.getTime()) || dayOf(moment) !== day) {
    throw new RangeError(`Not a day: ${day}`);
  }
  return moment;
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  try {
    startOf(text);
    return true;
  } catch {
    return false;
  }
}

/** The day `days` after (or, if negative, before) a day. */
export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(startOf(day).getTime() + days * millisecondsPerDay));
}

/** The later of two days. */
export function laterDay(one: Day, other: Day): Day {
  return one > other ? one : other;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to).getTime() - startOf(from).getTime()) / millisecondsPerDay);
}

/** The same day `months` later; a day that the month lacks becomes its last day (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  const from = startOf(day);
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, Math.min(from.getUTCDate(), last))));
}

/** The working days after a day, one after the other, without end: Monday to Friday, less the published free days. A queue counts hundreds of them for one page. */
export function* workingDaysAfter(day: Day, freeDays: readonly Day[]): Generator<Day, never> {
  for (let at = startOf(day).getTime() + millisecondsPerDay; ; at += millisecondsPerDay) {
    const moment = new Date(at);
    const weekday = moment.getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const next = dayOf(moment);
    if (!freeDays.includes(next)) yield next;
  }
}

/** The day that is `count` working days after `day`; the day itself never counts. */
export function addWorkingDays(day: Day, count: number, freeDays: readonly Day[]): Day {
  const days = workingDaysAfter(day, freeDays);
  let current = day;
  for (let left = count; left > 0; left -= 1) current = days.next().value;
  return current;
}

const inUtc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const longDay = inUtc({ day: "numeric", month: "long", year: "numeric" });
const weekday = inUtc({ weekday: "long" });
const shortDay = inUtc({ day: "numeric", month: "short", year: "numeric" });
const clock = inUtc({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const inPacific = { timeZone: "America/Los_Angeles" } as const;
const pacificClock = new Intl.DateTimeFormat("en-GB", { ...inPacific, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const pacificWeekday = new Intl.DateTimeFormat("en-GB", { ...inPacific, weekday: "long" });

/** "4 December 2026" */
export function longDate(day: Day): string {
  return longDay.format(startOf(day));
}

/** "4 Dec 2026", for tables. */
export function shortDate(day: Day): string {
  return shortDay.format(startOf(day));
}

/** "Friday 4 December 2026", for days that someone has to meet. */
export function weekdayDate(day: Day): string {
  return `${weekday.format(startOf(day))} ${longDate(day)}`;
}

/** "4 December 2026, 17:00 UTC" */
export function moment(at: Date): string {
  return `${longDay.format(at)}, ${clock.format(at)} UTC`;
}

/** "Friday 4 December 2026, 17:00 UTC (09:00 Pacific)"; where it is another day by Pacific time: "(Thursday 21:00 Pacific)". */
export function deadline(at: Date): string {
  const [day, there] = [weekday.format(at), pacificWeekday.format(at)];
  return `${day} ${moment(at)} (${there === day ? "" : `${there} `}${pacificClock.format(at)} Pacific)`;
}

/** "today", "in 3 days", "1 day ago": always shown after the date itself. */
export function relativeDays(today: Day, day: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return "today";
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
  return days > 0 ? `in ${count}` : `${count} ago`;
}

/** A moment that arrived as text, such as in JSON. */
export function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
