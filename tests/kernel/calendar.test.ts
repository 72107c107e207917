import { afterEach, beforeEach, expect, it } from "vitest";
import { addDays, addMonths, dayOf, daysBetween, deadline, moment, startOf } from "@/lib/kernel/calendar";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it("HC-TIM-002: a close in the hour that spring skips is shown and kept as one moment in UTC", () => {
  expect(new Date(2026, 2, 29, 12).getTimezoneOffset()).toBe(-120); // the zone is in force
  const closes = addDays("2026-03-24", 5);
  expect(startOf(closes).toISOString()).toBe("2026-03-29T00:00:00.000Z");
  expect(moment(startOf(closes))).toBe("29 March 2026, 00:00 UTC");
  expect(moment(new Date("2026-03-29T01:30:00Z"))).toBe("29 March 2026, 01:30 UTC");
  expect(dayOf(new Date("2026-03-28T23:59:59Z"))).toBe("2026-03-28");
  expect([daysBetween("2026-03-28", "2026-03-30"), addDays("2026-03-28", 2)]).toEqual([2, "2026-03-30"]);
});

it.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-01-31", 1, "2028-02-29"],
  ["2026-08-31", 1, "2026-09-30"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2026-10-31", 4, "2027-02-28"],
])("HC-TIM-006: %s and %i months end on %s, a day that exists", (day, months, end) => {
  expect(addMonths(day, months)).toBe(end);
});

it.each([
  ["2026-12-04T17:00:00Z", "Friday 4 December 2026, 17:00 UTC (09:00 Pacific)"],
  ["2026-12-05T05:00:00Z", "Saturday 5 December 2026, 05:00 UTC (Friday 21:00 Pacific)"],
  ["2026-07-01T07:00:00Z", "Wednesday 1 July 2026, 07:00 UTC (00:00 Pacific)"],
])("a deadline at %s reads as %s", (at, words) => {
  expect(deadline(new Date(at))).toBe(words);
});
