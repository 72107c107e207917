import { describe, expect, it } from "vitest";
import { aliasChangeSteps, asksAgain, nextChangeStep, whyAgreement } from "@/lib/alias/change-rules";
import { later, monday } from "../application/world";

const asked = { status: "asked", needsAgreement: false, answerBy: later({ days: 7 }), waitsUntil: null, agreedAt: null } as const;
const waiting = { ...asked, status: "waiting", waitsUntil: later({ days: 4 }) } as const;
const held = { ...waiting, needsAgreement: true } as const;
const wait = { do: "wait" };
const moveStep = { do: "move" };
const expire = (because: string) => ({ do: "expire", because });

describe("what time asks of a change", () => {
  it.each([
    ["nobody has answered yet, and may", asked, { days: 6, hours: 23 }, wait],
    ["nobody has answered, and the time is over", asked, { days: 7 }, expire("no-answer")],
    ["nobody has answered for a year", asked, { days: 365 }, expire("no-answer")],
    ["the wait runs", waiting, { days: 3, hours: 23 }, wait],
    ["the wait is over", waiting, { days: 4 }, moveStep],
    ["the wait was over long ago, and the queue stood still", waiting, { days: 100 }, moveStep],
    ["the committee has not agreed", held, { days: 4 }, wait],
    ["the committee has not agreed for 29 days", held, { days: 33 }, wait],
    ["the committee has not agreed for 30 days", held, { days: 34 }, expire("no-agreement")],
    ["the committee agreed before the wait was over", { ...held, agreedAt: later({ days: 1 }) }, { days: 4 }, moveStep],
    ["the committee agreed, and the wait runs", { ...held, agreedAt: later({ days: 1 }) }, { days: 3 }, wait],
    ["both receive, for ever so long", { ...waiting, status: "moving" as const }, { days: 1000 }, wait],
    ["it is complete", { ...waiting, status: "completed" as const }, { days: 1000 }, wait],
  ])("when %s", (_when, change, at, step) => {
    expect(nextChangeStep(change, later(at))).toEqual(step);
  });
});

describe("why two people have to agree", () => {
  it.each([
    ["nothing to look at", [], false, "representative", []],
    ["a personal-looking address is only shown", ["personal"], false, "representative", []],
    ["another domain", ["other-domain"], false, "representative", ["other-domain"]],
    [
      "everything at once",
      ["confusable", "hosted", "other-domain", "odd-answer"],
      true,
      "committee",
      ["other-domain", "hosted", "confusable", "odd-answer", "dead-alias", "committee"],
    ],
  ] as const)("%s", (_what, warnings, oldIsDead, askedThrough, why) => {
    expect(whyAgreement({ warnings, oldIsDead, askedThrough })).toEqual(why);
  });
});

describe("asking once more while both receive", () => {
  it.each([
    ["never before it moves", "waiting", null, null, false],
    ["when the limits of a day kept the email back", "moving", later({ days: 4 }), monday, true],
    ["not six days after the last email", "moving", later({ days: 4 }), later({ days: 4 }), false],
    ["a week after the last email", "moving", later({ days: 3 }), later({ days: 3 }), true],
  ] as const)("%s", (_when, status, movedAt, lastAskedAt, again) => {
    expect(asksAgain({ status, movedAt, lastAskedAt }, later({ days: 10 }))).toBe(again);
  });
});

describe("the steps as people see them", () => {
  const begun = { ...asked, askedAt: monday, answeredAt: null, movedAt: null, completedAt: null };
  const told = (change: Parameters<typeof aliasChangeSteps>[0], days: number) =>
    aliasChangeSteps(change, later({ days })).map(({ step, is }) => `${step} ${is}`);

  it.each([
    ["asked", begun, 1, ["asked done", "told done", "answered now", "waited not-yet", "moved not-yet", "completed not-yet"]],
    [
      "waiting for two people",
      { ...begun, ...held, answeredAt: later({ days: 1 }) },
      2,
      ["asked done", "told done", "answered done", "agreed now", "waited now", "moved not-yet", "completed not-yet"],
    ],
    [
      "moving",
      { ...begun, ...waiting, status: "moving" as const, answeredAt: later({ days: 1 }), movedAt: later({ days: 4 }) },
      5,
      ["asked done", "told done", "answered done", "waited done", "moved done", "completed now"],
    ],
    [
      "stopped",
      { ...begun, status: "stopped" as const },
      1,
      ["asked done", "told done", "answered not-yet", "waited not-yet", "moved not-yet", "completed not-yet"],
    ],
  ])("%s", (_name, change, days, steps) => {
    expect(told(change, days)).toEqual(steps);
  });

  it("give the date until which the current step waits", () => {
    expect(aliasChangeSteps(begun, later({ days: 1 })).find(({ step }) => step === "answered")?.at).toEqual(later({ days: 7 }));
  });
});
