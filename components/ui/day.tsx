import { type Day as CalendarDay, dayOf, deadline, longDate, moment, relativeDays, shortDate, weekdayDate } from "@/lib/kernel/calendar";

const formats = { long: longDate, short: shortDate, weekday: weekdayDate };

/**
 * A day in words inside <time>: "4 December 2026", "4 Dec 2026" in tables, "Friday 4 December 2026" for deadlines.
 * With `today`, the distance follows in brackets; it is never shown alone.
 */
export function Day({ day, as = "long", today }: { day: CalendarDay; as?: keyof typeof formats; today?: CalendarDay }) {
  return (
    <>
      <time dateTime={day}>{formats[as](day)}</time>
      {today === undefined ? null : ` (${relativeDays(today, day)})`}
    </>
  );
}

/** A moment in words inside <time>, always with its zone: "4 December 2026, 17:00 UTC"; as a deadline with weekday and Pacific time. */
export function Moment({ at, as = "moment" }: { at: Date; as?: "moment" | "deadline" }) {
  return <time dateTime={at.toISOString()}>{as === "deadline" ? deadline(at) : moment(at)}</time>;
}

/** A date in the margin: the short day and, for an instant, its time under it. A day gets no time. */
export function MarginDate({ at }: { at: CalendarDay | Date }) {
  if (typeof at === "string") return <Day day={at} as="short" />;
  const iso = at.toISOString();
  return (
    <time dateTime={iso}>
      {shortDate(dayOf(at))}
      <span className="block">{iso.slice(11, 16)} UTC</span>
    </time>
  );
}
