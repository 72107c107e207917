import { describe, expect, it, test } from "vitest";
import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";
import type { PauseCause } from "@/lib/recheck/contactability";
import {
  nextRuleChangeCheck,
  nextRuleChangeStep,
  proposedFrom,
  type RuleChangeStep,
  type ToldMember,
  toldNow,
} from "@/lib/recheck/rule-change-steps";
import { istio } from "@/lists/istio";

/** Told on Wednesday 1 April 2026, and heard that day; it counts from Monday 1 June: half time is 1 May, three working days before is Wednesday 27 May. */
const told: ToldMember = { ...toldNow({ since: "2026-06-01" }, istio, "2026-04-01"), notifiedOn: "2026-04-01", onItsWay: false };
const saidNo = (answeredOn: Day): Partial<ToldMember> => ({ is: "not-met", answeredOn });
const unconfirmed = (trouble: PauseCause | null = null): Partial<ToldMember> => ({ notifiedOn: null, trouble });

const wait: RuleChangeStep = { do: "wait" };
const half: RuleChangeStep = { do: "remind", number: 1, kind: "half-time" };
const last: RuleChangeStep = { do: "escalate", number: 2, kind: "last-days" };
const late: RuleChangeStep = { do: "escalate", number: 2, kind: "late" };
const raise = (because: PauseCause): RuleChangeStep => ({ do: "report-unconfirmed", because });

describe("the step that is due for a member that was told", () => {
  test.each<[string, Day, Partial<ToldMember>, RuleChangeStep]>([
    ["the day it was told", "2026-04-01", {}, wait],
    ["the day before half time", "2026-04-30", {}, wait],
    ["half time", "2026-05-01", {}, half],
    ["half time, written already", "2026-05-01", { reminders: 1 }, wait],
    ["half time was missed for some nights", "2026-05-09", {}, half],
    ["the day before the last days", "2026-05-26", { reminders: 1 }, wait],
    ["three working days before, over a weekend", "2026-05-27", { reminders: 1 }, last],
    ["written already", "2026-05-28", { reminders: 2 }, wait],
    ["both were missed: one email", "2026-05-29", {}, last],
    ["the last day, and the last email was missed", "2026-05-31", { reminders: 1 }, last],
    ["it meets it: no reminder", "2026-05-01", { is: "met", answeredOn: "2026-04-03" }, wait],
    ["it meets it: no last one either", "2026-05-27", { is: "met", answeredOn: "2026-04-03" }, wait],
    ["it said no: not at half time", "2026-05-01", saidNo("2026-04-10"), wait],
    ["it said no: one last email", "2026-05-27", saidNo("2026-04-10"), last],
    ["it said no when that was due: it has just been there", "2026-05-28", saidNo("2026-05-27"), wait],
    ["a no from before the announcement is silence", "2026-05-01", saidNo("2025-12-01"), half],
    ["told late: half time would come right after", "2026-05-22", { toldOn: "2026-05-20" }, wait],
    ["told late: the last email still makes sense", "2026-05-27", { toldOn: "2026-05-20" }, last],
    ["told in the last days: nothing more before its day", "2026-05-29", { toldOn: "2026-05-26" }, wait],
    ["an email is on its way, and half time comes", "2026-05-01", { notifiedOn: null, onItsWay: true }, half],
    ["of the first email nobody tells: the next may arrive", "2026-05-01", unconfirmed("cannot-tell"), half],
    ["emails wait with us: no other is put beside them", "2026-05-01", unconfirmed("emails-wait"), wait],
    ["the first email came back: a case at once", "2026-04-04", unconfirmed("emails-bounce"), raise("emails-bounce")],
    ["it could not be sent: a case", "2026-04-04", unconfirmed("emails-failed"), raise("emails-failed")],
    ["there is nobody to write to: a case", "2026-04-04", unconfirmed("nobody-to-write-to"), raise("nobody-to-write-to")],
    [
      "the case was raised: nothing is written to where nobody reads",
      "2026-05-01",
      { ...unconfirmed("emails-bounce"), deliveryUnconfirmedOn: "2026-04-04" },
      wait,
    ],
    [
      "after the case there is somebody to write to: what was missed",
      "2026-05-09",
      { ...unconfirmed(), deliveryUnconfirmedOn: "2026-04-04" },
      half,
    ],
    ["somebody was notified: what came back elsewhere holds nothing up", "2026-05-27", { trouble: "emails-bounce" }, last],
    ["its day: it meets it", "2026-06-01", { is: "met" }, { do: "close" }],
    ["its day: met, though nobody knows whether it heard", "2026-06-01", { is: "met", ...unconfirmed("emails-bounce") }, { do: "close" }],
    ["its day: silent, and it was notified", "2026-06-01", {}, { do: "propose" }],
    ["its day: it said no", "2026-06-01", saidNo("2026-04-10"), { do: "propose" }],
    ["its day was missed: no reminder any more", "2026-06-05", {}, { do: "propose" }],
    ["its day: emails came back", "2026-06-01", unconfirmed("emails-bounce"), raise("emails-bounce")],
    ["its day: emails wait with us", "2026-06-01", unconfirmed("emails-wait"), raise("emails-wait")],
    ["its day: nobody can tell", "2026-06-01", unconfirmed("cannot-tell"), raise("cannot-tell")],
    [
      "its day: a case that was raised before is raised anew",
      "2026-06-01",
      { ...unconfirmed("emails-bounce"), deliveryUnconfirmedOn: "2026-04-04" },
      raise("emails-bounce"),
    ],
    ["and not again the day after", "2026-06-02", { ...unconfirmed("cannot-tell"), deliveryUnconfirmedOn: "2026-06-01" }, wait],
    ["nor while grace period would last", "2026-06-21", { ...unconfirmed("cannot-tell"), deliveryUnconfirmedOn: "2026-06-01" }, wait],
    ["but nobody is forgotten", "2026-06-22", { ...unconfirmed("cannot-tell"), deliveryUnconfirmedOn: "2026-06-01" }, raise("cannot-tell")],
    ["whoever said no was notified: no case", "2026-05-27", { ...unconfirmed("emails-bounce"), ...saidNo("2026-04-10") }, last],
    [
      "whoever said no was notified: proposed on its day",
      "2026-06-01",
      { ...unconfirmed("cannot-tell"), ...saidNo("2026-04-10") },
      { do: "propose" },
    ],
    ["an older no proves nothing", "2026-06-01", { ...unconfirmed("cannot-tell"), ...saidNo("2025-12-01") }, raise("cannot-tell")],
    ["its day: an email is on its way", "2026-06-01", { notifiedOn: null, onItsWay: true }, wait],
    ["nobody who is there now was written to: now they are", "2026-06-09", { ...unconfirmed(), deliveryUnconfirmedOn: "2026-04-04" }, late],
    ["it heard the day before: that is heard", "2026-06-01", { notifiedOn: "2026-05-31" }, { do: "propose" }],
    ["it heard on the day: the grace period runs", "2026-06-01", { notifiedOn: "2026-06-01" }, wait],
    ["the last day of that grace period", "2026-06-22", { notifiedOn: "2026-06-01" }, wait],
    ["the day after it", "2026-06-23", { notifiedOn: "2026-06-01" }, { do: "propose" }],
    ["it showed it within grace period", "2026-06-20", { notifiedOn: "2026-06-01", is: "met" }, { do: "close" }],
  ])("%s", (_reason, today, facts, step) => {
    expect(nextRuleChangeStep({ ...told, ...facts }, today)).toEqual(step);
  });

  it("leaves a free day of the list out when it counts working days", () => {
    const overNewYear = { ...told, ...toldNow({ since: "2027-01-04" }, istio, "2026-11-01"), notifiedOn: "2026-11-01", reminders: 1 };
    expect(nextRuleChangeStep(overNewYear, "2026-12-27")).toEqual(wait);
    expect(nextRuleChangeStep(overNewYear, "2026-12-28")).toEqual(last); // 1 January, 31 December and a weekend do not count
  });
});

describe("the day of the next check", () => {
  test.each<[string, Day, Partial<ToldMember>, Day]>([
    ["just told: when it is known what became of the email", "2026-04-01", { notifiedOn: null, onItsWay: true }, "2026-04-03"],
    ["heard: half time", "2026-04-03", {}, "2026-05-01"],
    ["after half time: the last days", "2026-05-01", {}, "2026-05-27"],
    ["after the last email: its own day", "2026-05-27", {}, "2026-06-01"],
    ["unheard: every other day", "2026-05-10", unconfirmed("emails-bounce"), "2026-05-12"],
    ["told late: the last days", "2026-05-20", { toldOn: "2026-05-20" }, "2026-05-27"],
    ["from its day on: every day", "2026-06-01", {}, "2026-06-02"],
  ])("%s", (_reason, today, facts, day) => {
    expect(nextRuleChangeCheck({ ...told, ...facts }, today)).toBe(day);
  });
});

describe("any announcement, made on any day, with sweeps on any nights", () => {
  const spans = Array.from({ length: 70 }, (_, index) => index + 1);
  const nightly = [
    ["every night", 1],
    ["every third night", 3],
    ["every tenth night", 10],
  ] as const;

  test.each(nightly)("%s: each reminder at most once, never two within three days, none on or after its day", (_name, every) => {
    for (const span of spans) {
      let facts: ToldMember = { ...told, toldOn: addDays(told.since, -span) };
      const written: Day[] = [facts.toldOn];
      for (let day = facts.toldOn; day < addDays(told.since, 5); day = addDays(day, every)) {
        const step = nextRuleChangeStep(facts, day);
        if (!("number" in step)) continue;
        expect(day < told.since).toBe(true);
        written.push(day);
        facts = { ...facts, reminders: step.number };
      }
      expect(written.length).toBeLessThanOrEqual(3);
      const gaps = written.slice(1).map((day, index) => daysBetween(written[index] ?? day, day));
      if (every === 1) expect(gaps.filter((days) => days < 3)).toEqual([]);
    }
  });

  it("checks on every day on which something is due", () => {
    for (const span of spans) {
      let facts: ToldMember = { ...told, toldOn: addDays(told.since, -span) };
      let nextCheckOn = facts.toldOn;
      for (let day = facts.toldOn; day < told.since; day = addDays(day, 1)) {
        const step = nextRuleChangeStep(facts, day);
        if (day < nextCheckOn) expect(step).toEqual(wait);
        else nextCheckOn = nextRuleChangeCheck(facts, day);
        if ("number" in step) facts = { ...facts, reminders: step.number };
      }
    }
  });
});

it("nobody is proposed before its day, nor before the grace period is over that began on or after it", () => {
  expect(proposedFrom(told, "2026-04-01")).toBe("2026-06-01");
  expect(proposedFrom(told, "2026-06-10")).toBe("2026-07-02");
});
