import { describe, expect, test } from "vitest";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { type DecisionClock, decisionClock, type Stop } from "@/lib/list/clock";

const rule = { workingDays: 10, freeDays: ["2026-12-24", "2026-12-25"] };
/** A Monday. */
const submittedOn = "2026-11-02";

function clock(today: Day, stops: readonly Stop[] = [], sentOn: Day = submittedOn): Omit<DecisionClock, "of"> {
  const { of, ...rest } = decisionClock({ submittedOn: sentOn, today, stops, rule });
  expect(of).toBe(10);
  return rest;
}

describe("the deadline of a decision", () => {
  const asked = (to: Day | null): readonly Stop[] => [{ from: "2026-11-04", to }];
  const table: readonly [string, Omit<DecisionClock, "of">, Omit<DecisionClock, "of">][] = [
    [
      "the day of sending does not count",
      clock("2026-11-02"),
      { dayNumber: 0, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 0 },
    ],
    ["the next day is day 1", clock("2026-11-03"), { dayNumber: 1, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 0 }],
    ["weekends do not count", clock("2026-11-08"), { dayNumber: 4, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 0 }],
    ["the due day is in time", clock("2026-11-16"), { dayNumber: 10, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 0 }],
    ["the day after is late by 1", clock("2026-11-17"), { dayNumber: 11, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 1 }],
    [
      "a weekend after the due day adds nothing",
      clock("2026-11-22"),
      { dayNumber: 14, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 4 },
    ],
    [
      "the day of asking still counts",
      clock("2026-11-04", asked(null)),
      { dayNumber: 2, dueOn: "2026-11-16", waitedDays: 0, running: false, overdueBy: 0 },
    ],
    [
      "waiting for the applicant counts for them",
      clock("2026-11-06", asked(null)),
      { dayNumber: 2, dueOn: "2026-11-18", waitedDays: 2, running: false, overdueBy: 0 },
    ],
    [
      "the day of the answer is waited",
      clock("2026-11-10", asked("2026-11-10")),
      { dayNumber: 2, dueOn: "2026-11-20", waitedDays: 4, running: true, overdueBy: 0 },
    ],
    [
      "day 6 of 10, waited 4 days for you",
      clock("2026-11-16", asked("2026-11-10")),
      { dayNumber: 6, dueOn: "2026-11-20", waitedDays: 4, running: true, overdueBy: 0 },
    ],
    [
      "asked and answered on one day costs nothing",
      clock("2026-11-05", asked("2026-11-04")),
      { dayNumber: 3, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 0 },
    ],
    [
      "a weekend of waiting is no waiting",
      clock("2026-11-09", [{ from: "2026-11-06", to: "2026-11-08" }]),
      { dayNumber: 5, dueOn: "2026-11-16", waitedDays: 0, running: true, overdueBy: 0 },
    ],
    [
      "two stops at once count once",
      clock("2026-11-11", [
        { from: "2026-11-04", to: "2026-11-09" },
        { from: "2026-11-05", to: "2026-11-10" },
      ]),
      { dayNumber: 3, dueOn: "2026-11-20", waitedDays: 4, running: true, overdueBy: 0 },
    ],
    [
      "one stop over, one still open",
      clock("2026-11-11", [
        { from: "2026-11-03", to: "2026-11-05" },
        { from: "2026-11-09", to: null },
      ]),
      { dayNumber: 3, dueOn: "2026-11-20", waitedDays: 4, running: false, overdueBy: 0 },
    ],
    [
      "free days do not count",
      clock("2026-12-28", [], "2026-12-18"),
      { dayNumber: 4, dueOn: "2027-01-05", waitedDays: 0, running: true, overdueBy: 0 },
    ],
    [
      "a stop after the due day does not make it in time again",
      clock("2026-11-20", [{ from: "2026-11-17", to: null }]),
      { dayNumber: 11, dueOn: "2026-11-16", waitedDays: 3, running: false, overdueBy: 1 },
    ],
    [
      "sent on a Saturday, Monday is day 1",
      clock("2026-11-09", [], "2026-11-07"),
      { dayNumber: 1, dueOn: "2026-11-20", waitedDays: 0, running: true, overdueBy: 0 },
    ],
  ];
  test.each(table)("%s", (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});

test("it is late exactly after its due day, whatever the day", () => {
  const stops = [{ from: "2026-11-04", to: "2026-11-10" }];
  for (let day = 0; day < 60; day += 1) {
    const today = addDays(submittedOn, day);
    const { dueOn, overdueBy, dayNumber } = clock(today, today < "2026-11-04" ? [] : stops);
    const isWeekend = [0, 6].includes(new Date(`${today}T00:00:00Z`).getUTCDay());
    if (!isWeekend && today >= "2026-11-10") expect([today, overdueBy > 0]).toEqual([today, today > dueOn]);
    expect(dayNumber - overdueBy).toBeLessThanOrEqual(10);
  }
});
