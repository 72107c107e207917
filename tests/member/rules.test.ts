import { describe, expect, it } from "vitest";
import { addMonths, daysBetween } from "@/lib/kernel/calendar";
import { firstRecheckOn } from "@/lib/member/rules";
import { standing } from "@/lib/member/standing";

describe("standing", () => {
  const member = { since: "2025-03-01", leftOn: null, nextRecheckOn: "2026-03-01" };
  it.each([
    ["before the first day", member, "2025-02-28", "not yet a member"],
    ["on the first day", member, "2025-03-01", "member"],
    ["the day before the re-check", member, "2026-02-28", "member"],
    ["on the day of the re-check", member, "2026-03-01", "re-check due"],
    ["long after it: nobody leaves by silence", member, "2030-01-01", "re-check due"],
    ["the day before leaving", { ...member, leftOn: "2025-06-01" }, "2025-05-31", "member"],
    ["on the day of leaving", { ...member, leftOn: "2025-06-01" }, "2025-06-01", "left"],
  ] as const)("%s", (_case, facts, today, expected) => {
    expect(standing(facts, today)).toBe(expected);
  });
});

describe("the first re-check", () => {
  const yearly = { recheck: { everyMonths: 12, answerWithinDays: 30, remindBeforeDays: [], graceDays: 21, aliasResponseHours: 48 } };
  const ids = Array.from({ length: 200 }, (_, number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`);

  it("is at most four weeks before the period is over, and never after", () => {
    const early = ids.map((id) => daysBetween(firstRecheckOn(yearly, id, "2026-11-16"), addMonths("2026-11-16", 12)));
    expect(Math.min(...early)).toBe(0);
    expect(Math.max(...early)).toBe(27);
  });

  it("is spread over many days, and the same whenever it is asked", () => {
    expect(new Set(ids.map((id) => firstRecheckOn(yearly, id, "2026-11-16"))).size).toBe(28);
    expect(firstRecheckOn(yearly, ids[7] ?? "", "2026-11-16")).toBe(firstRecheckOn(yearly, ids[7] ?? "", "2026-11-16"));
  });

  it("HC-TIM-003 exists for who joined on 29 February", () => {
    expect(firstRecheckOn(yearly, ids[0] ?? "", "2024-02-29")).toBe("2025-02-28");
  });
});
