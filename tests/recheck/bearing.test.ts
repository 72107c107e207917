import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Day, longDate } from "@/lib/kernel/calendar";
import { turnOf } from "@/lib/recheck/bearing";
import { ownRecheck } from "@/lib/recheck/queries/own";
import { testDatabase } from "../setup/database";
import { type Admitted, admitted, allArrive, at, forget, night, opened, personOf } from "./world";

const facts = {
  status: "open",
  dueOn: "2026-12-16",
  graceEndsOn: null,
  nextRecheckOn: "2027-11-16",
  waitsForAlias: false,
} as const;

it.each<[string, Partial<Parameters<typeof turnOf>[0]>, Day, Partial<ReturnType<typeof turnOf>>]>([
  ["open", {}, "2026-12-16", { whose: "yours", sentence: "Say whether everything still holds.", by: "2026-12-16" }],
  [
    "late by a day, and nobody is known to have heard of it",
    {},
    "2026-12-17",
    { whose: "yours", sentence: "Overdue by 1 day. Answer now: nothing has ended yet.", by: null },
  ],
  [
    "late, and in grace",
    { graceEndsOn: "2027-01-07" },
    "2026-12-19",
    { whose: "yours", sentence: `Overdue by 3 days. Answer now: grace ends on ${longDate("2027-01-07")}.` },
  ],
  [
    "past grace, before the night in which it lapses",
    { graceEndsOn: "2027-01-07" },
    "2027-01-08",
    { whose: "yours", sentence: "Overdue by 23 days. Answer now: nothing has ended yet." },
  ],
  ["answered, with the alias still asked", { status: "answered", waitsForAlias: true }, "2026-12-19", { whose: "yours" }],
  ["answered", { status: "answered" }, "2026-12-19", { whose: "ours", sentence: "We read your answers." }],
  ["passed", { status: "passed" }, "2026-12-19", { whose: "nobody", on: "2027-11-16" }],
])("%s", (_, more, today, turn) => {
  expect(turnOf({ ...facts, ...more }, today)).toMatchObject(turn);
});

describe("the end of grace, as the member sees it", () => {
  let globex: Admitted;

  beforeAll(async () => {
    await testDatabase();
  });

  beforeEach(async () => {
    await forget();
    globex = await admitted("Globex");
    await opened("2026-11-16");
    await allArrive();
  });

  const seenAt = async (day: Day) =>
    (await ownRecheck((await personOf(globex, "gus", at(day))).actor, globex.memberId, at(day)))?.graceEndsOn;

  it("is known once the letter that says so has arrived, and to nobody before", async () => {
    expect(await seenAt("2026-12-16")).toBeNull();
    await night(globex, "2026-12-17");
    expect(await seenAt("2026-12-17")).toBeNull();
    await allArrive(at("2026-12-17", 7));
    expect(await seenAt("2026-12-18")).toBe("2027-01-07");
  });
});
