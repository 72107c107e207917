import { describe, expect, it, test } from "vitest";
import { addDays, type Day, startOf } from "@/lib/kernel/calendar";
import { contactability, type PauseCause, type Recipients, type SentEmail } from "@/lib/recheck/contactability";
import {
  afterPause,
  cadenceOf,
  followingRecheckOn,
  nextCheckOn,
  nextStep,
  type OpenRecheck,
  reminderSchedule,
  type Step,
} from "@/lib/recheck/rules";
import { istio } from "@/lists/istio";

const cadence = cadenceOf(istio); // [15, 3] days before, 21 days of the grace period

/** Opened on Monday 1 June 2026, due on Wednesday 1 July. */
const fresh: OpenRecheck = {
  openedOn: "2026-06-01",
  dueOn: "2026-07-01",
  pausedDays: 0,
  pausedOn: null,
  reminders: 1,
  lastRemindedOn: "2026-06-01",
  graceFrom: null,
  graceNotifiedOn: null,
  trouble: null,
  onItsWay: false,
  cadence,
};
/** Every email up to the start of the grace period is written, and was heard on the day it was written. */
const notified: Partial<OpenRecheck> = { reminders: 5, lastRemindedOn: "2026-07-02", graceNotifiedOn: "2026-07-02" };
const lastCall: Partial<OpenRecheck> = { ...notified, reminders: 6, lastRemindedOn: "2026-07-23" };

const wait: Step = { do: "wait" };
const remind = (number: number, kind: string) => ({ do: "remind", number, kind });
const escalate = (number: number, kind: string) => ({ do: "escalate", number, kind });
const stop = (because: PauseCause): Step => ({ do: "pause", because });

describe("what a day asks of an open re-check", () => {
  test.each<[string, Day, Partial<OpenRecheck>, unknown]>([
    ["the day of the opening", "2026-06-01", {}, wait],
    ["the day before half time", "2026-06-15", {}, wait],
    ["half time", "2026-06-16", {}, remind(2, "half-time")],
    ["half time, written already", "2026-06-16", { reminders: 2 }, wait],
    ["3 working days before, over a weekend", "2026-06-26", { reminders: 2 }, remind(3, "last-days")],
    ["the day before that", "2026-06-25", { reminders: 2 }, wait],
    ["the due day", "2026-07-01", { reminders: 3 }, remind(4, "due")],
    ["the day after: the grace period begins, and the committee is told", "2026-07-02", { reminders: 4 }, escalate(5, "grace-period")],
    ["two missed nights, one email", "2026-06-28", {}, remind(3, "last-days")],
    ["an outage over the due day, one email", "2026-07-01", {}, remind(4, "due")],
    ["an outage never removes", "2026-10-01", {}, escalate(5, "grace-period")],
    ["the grace period email is on its way", "2026-07-03", { reminders: 5, lastRemindedOn: "2026-07-02", onItsWay: true }, wait],
    ["nobody expires unheard", "2026-10-01", { reminders: 5, lastRemindedOn: "2026-07-02", onItsWay: true }, wait],
    [
      "nobody who is there now heard it: once more",
      "2026-07-04",
      { reminders: 5, lastRemindedOn: "2026-07-02" },
      escalate(5, "grace-period"),
    ],
    ["grace period was heard and runs", "2026-07-22", notified, wait],
    ["the last day of the grace period", "2026-07-23", notified, escalate(6, "grace-period-ends")],
    ["the last call was written today", "2026-07-23", lastCall, wait],
    ["the day after the last day of the grace period", "2026-07-24", lastCall, { do: "expire" }],
    ["the last call was missed: first the call", "2026-07-30", notified, escalate(6, "grace-period-ends")],
    ["the last call was written late: not on the same day", "2026-07-30", { ...lastCall, lastRemindedOn: "2026-07-30" }, wait],
    ["and then the day after", "2026-07-31", { ...lastCall, lastRemindedOn: "2026-07-30" }, { do: "expire" }],
    ["grace period was heard late: it counts from there", "2026-07-24", { ...notified, graceNotifiedOn: "2026-07-10" }, wait],
    ["a bounce pauses the deadline", "2026-06-03", { trouble: "emails-bounce" }, stop("emails-bounce")],
    ["our own outage pauses the deadline", "2026-06-03", { trouble: "emails-wait" }, stop("emails-wait")],
    ["an email that failed pauses the deadline", "2026-06-03", { trouble: "emails-failed" }, stop("emails-failed")],
    ["cannot tell pauses the deadline", "2026-06-03", { trouble: "cannot-tell" }, stop("cannot-tell")],
    ["nobody to write to pauses the deadline", "2026-06-03", { trouble: "nobody-to-write-to" }, stop("nobody-to-write-to")],
    ["trouble on the last day never expires", "2026-07-24", { ...lastCall, trouble: "emails-bounce" }, stop("emails-bounce")],
    ["while the deadline is paused nothing is written", "2026-07-30", { pausedOn: "2026-06-03", trouble: "emails-bounce" }, wait],
    ["the trouble is over", "2026-06-10", { pausedOn: "2026-06-03" }, { do: "resume" }],
    ["the days it stood move half time", "2026-06-22", { pausedDays: 7 }, wait],
    ["to its new day", "2026-06-23", { pausedDays: 7 }, remind(2, "half-time")],
    ["and the due day", "2026-07-08", { pausedDays: 7, reminders: 3 }, remind(4, "due")],
    ["grace period that stood is longer", "2026-07-28", { ...lastCall, graceFrom: "2026-07-07" }, wait],
  ])("%s", (_reason, today, facts, step) => {
    expect(nextStep({ ...fresh, ...facts }, today)).toEqual(step);
  });

  it("goes from the opening to the proposal with six emails, each on its day (leap day, year end and both clock changes passed)", () => {
    for (const openedOn of ["2026-06-01", "2027-12-20", "2028-02-10", "2026-03-10", "2026-10-12"]) {
      const walked = walk(openedOn);
      const due = addDays(openedOn, 30);
      expect(walked.map(({ day, did }) => [did, day])).toEqual([
        ["half-time", addDays(due, -15)],
        ["last-days", walked[1]?.day],
        ["due", due],
        ["grace-period", addDays(due, 1)],
        ["grace-period-ends", addDays(due, 22)],
        ["expire", addDays(due, 23)],
      ]);
      expect(new Date(startOf(walked[1]?.day ?? "")).getUTCDay() % 6).not.toBe(0);
    }
  });
});

/** Night after night with emails that are delivered on their day, until it expires. */
function walk(openedOn: Day): { day: Day; did: string }[] {
  const did: { day: Day; did: string }[] = [];
  let facts: OpenRecheck = { ...fresh, openedOn, dueOn: addDays(openedOn, 30), lastRemindedOn: openedOn };
  for (let day = openedOn; did.at(-1)?.did !== "expire"; day = addDays(day, 1)) {
    const step = nextStep(facts, day);
    if (step.do === "expire") did.push({ day, did: "expire" });
    if (step.do !== "remind" && step.do !== "escalate") continue;
    did.push({ day, did: step.kind });
    facts = {
      ...facts,
      reminders: step.number,
      lastRemindedOn: day,
      graceNotifiedOn: step.kind === "grace-period" ? day : facts.graceNotifiedOn,
    };
  }
  return did;
}

describe("the reminder schedule", () => {
  it("has no last call before the grace period counts", () => {
    expect(reminderSchedule(fresh).map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      "opened 2026-06-01",
      "half-time 2026-06-16",
      "last-days 2026-06-26",
      "due 2026-07-01",
      "grace-period 2026-07-02",
    ]);
  });

  it("counts working days around free days", () => {
    const christmas = reminderSchedule({ ...fresh, openedOn: "2026-11-27", dueOn: "2026-12-28" });
    expect(christmas.find(({ kind }) => kind === "last-days")?.on).toBe("2026-12-21");
  });

  it("never reminds before the opening", () => {
    const short = reminderSchedule({ ...fresh, dueOn: "2026-06-05" });
    expect(short.every(({ on }) => on >= fresh.openedOn)).toBe(true);
    expect(nextStep({ ...fresh, dueOn: "2026-06-05" }, "2026-06-02")).toEqual(remind(3, "last-days"));
  });
});

describe("the day of the next check", () => {
  test.each<[string, Day, Partial<OpenRecheck>, Day]>([
    ["emails on their way: in two days", "2026-06-01", { onItsWay: true }, "2026-06-03"],
    ["all delivered: half time", "2026-06-03", {}, "2026-06-16"],
    ["the deadline is paused: tomorrow", "2026-06-03", { pausedOn: "2026-06-03" }, "2026-06-04"],
    ["the grace period runs: its last day", "2026-07-03", notified, "2026-07-23"],
    ["after the last call: the day after", "2026-07-23", lastCall, "2026-07-24"],
    ["grace period not heard: soon", "2026-07-03", { reminders: 5, lastRemindedOn: "2026-07-02" }, "2026-07-04"],
    ["grace period not heard for long: tomorrow", "2026-08-03", { reminders: 5, lastRemindedOn: "2026-07-02" }, "2026-08-04"],
  ])("%s", (_reason, today, facts, day) => {
    expect(nextCheckOn({ ...fresh, ...facts }, today)).toBe(day);
  });

  it("never passes over a day on which something is to be done", () => {
    for (const facts of [fresh, { ...fresh, ...notified }, { ...fresh, pausedDays: 9 }, { ...fresh, reminders: 3 }]) {
      for (let today = "2026-06-01"; today < "2026-08-15"; today = addDays(today, 1)) {
        if (nextStep(facts, today).do !== "wait") continue;
        const nextOn = nextCheckOn(facts, today);
        for (let day = addDays(today, 1); day < nextOn; day = addDays(day, 1)) expect([day, nextStep(facts, day)]).toEqual([day, wait]);
      }
    }
  });
});

describe("a deadline that was paused", () => {
  test.each<[string, Partial<OpenRecheck>, Day, { pausedDays: number; graceFrom: Day | null }]>([
    ["before the grace period", { pausedOn: "2026-06-03" }, "2026-06-10", { pausedDays: 7, graceFrom: null }],
    ["a second time", { pausedOn: "2026-06-20", pausedDays: 7 }, "2026-06-21", { pausedDays: 8, graceFrom: null }],
    ["during the grace period", { ...notified, pausedOn: "2026-07-10" }, "2026-07-15", { pausedDays: 5, graceFrom: "2026-07-07" }],
    [
      "the grace period began while it stood",
      { graceNotifiedOn: "2026-07-12", pausedOn: "2026-07-10" },
      "2026-07-15",
      { pausedDays: 5, graceFrom: "2026-07-15" },
    ],
    ["running", {}, "2026-06-10", { pausedDays: 0, graceFrom: null }],
  ])("%s", (_reason, facts, today, expected) => {
    expect(afterPause({ ...fresh, ...facts }, today)).toEqual(expected);
  });
});

describe("the schedule", () => {
  test.each<[string, Day, Day, Day]>([
    ["a period later", "2026-03-12", "2026-04-20", "2027-03-12"],
    ["a late answer does not move it", "2026-03-12", "2026-09-30", "2027-03-12"],
    ["what lies ahead stays", "2026-12-01", "2026-04-20", "2026-12-01"],
    ["years of outage make one re-check", "2020-03-12", "2026-09-30", "2027-03-12"],
    ["HC-TIM-003 a leap day is asked on 28 February", "2024-02-29", "2024-03-30", "2025-02-28"],
    ["HC-TIM-003 and on the leap day of a leap year when it was missed till then", "2024-02-29", "2027-03-01", "2028-02-29"],
  ])("%s", (_reason, scheduledOn, today, expected) => {
    expect(followingRecheckOn(istio, scheduledOn, today)).toBe(expected);
  });
});

const at = (day: Day, hour = 6) => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
const nothing = { acceptedAt: null, deliveredAt: null, bouncedAt: null, complainedAt: null, suppressedAt: null };
const gus = "gus@globex.example";
const security = "security@globex.example";
const both: Recipients = { aliases: [security], people: [gus] };

function sent(recipient: string, day: Day, more: Partial<SentEmail> = {}): SentEmail {
  return { recipient, createdAt: at(day), status: "accepted", ...nothing, acceptedAt: at(day), ...more };
}
const arrived = (recipient: string, day: Day) => sent(recipient, day, { deliveredAt: at(day, 7) });

describe("whether a member can be reached", () => {
  test.each<[string, readonly SentEmail[], { recipients?: Recipients; contacts?: readonly Day[] }, PauseCause | null, boolean]>([
    ["no email yet", [], {}, null, false],
    ["delivered", [arrived(gus, "2026-06-01")], {}, null, false],
    ["accepted yesterday", [sent(gus, "2026-06-09")], {}, null, true],
    ["accepted two days ago, and nothing since", [sent(gus, "2026-06-08")], {}, "cannot-tell", false],
    ["nothing of one, but another was delivered", [sent(gus, "2026-06-08"), arrived(security, "2026-06-08")], {}, null, false],
    ["waits with us since yesterday", [sent(gus, "2026-06-09", { status: "queued", acceptedAt: null })], {}, null, true],
    ["waits with us for two days", [sent(gus, "2026-06-08", { status: "queued", acceptedAt: null })], {}, "emails-wait", false],
    ["failed", [arrived(security, "2026-06-08"), sent(gus, "2026-06-09", { status: "failed" })], {}, "emails-failed", false],
    [
      "the alias bounces",
      [arrived(gus, "2026-06-08"), sent(security, "2026-06-08", { bouncedAt: at("2026-06-08") })],
      {},
      "emails-bounce",
      false,
    ],
    ["the alias is suppressed", [sent(security, "2026-06-08", { suppressedAt: at("2026-06-08") })], {}, "emails-bounce", false],
    [
      "a reader complained",
      [sent(security, "2026-06-08", { deliveredAt: at("2026-06-08"), complainedAt: at("2026-06-09") })],
      {},
      "emails-bounce",
      false,
    ],
    [
      "a person bounces, the alias does not",
      [sent(gus, "2026-06-08", { bouncedAt: at("2026-06-08") }), arrived(security, "2026-06-08")],
      {},
      "emails-bounce",
      false,
    ],
    [
      "one person bounces, another was reached",
      [sent(gus, "2026-06-08", { bouncedAt: at("2026-06-08") }), arrived("gina@globex.example", "2026-06-08")],
      { recipients: { aliases: [security], people: [gus, "gina@globex.example"] } },
      null,
      false,
    ],
    [
      "bounced, then delivered",
      [sent(security, "2026-06-03", { bouncedAt: at("2026-06-03") }), arrived(security, "2026-06-08")],
      {},
      null,
      false,
    ],
    [
      "bounced, and a new one is on its way",
      [sent(security, "2026-06-03", { bouncedAt: at("2026-06-03") }), sent(security, "2026-06-09")],
      {},
      "emails-bounce",
      true,
    ],
    [
      "bounced at an address that is not in force any more",
      [sent("old@globex.example", "2026-06-03", { bouncedAt: at("2026-06-03") })],
      {},
      null,
      false,
    ],
    ["spoken with since", [sent(security, "2026-06-03", { bouncedAt: at("2026-06-03") })], { contacts: ["2026-06-05"] }, null, false],
    [
      "spoken with before",
      [sent(security, "2026-06-08", { bouncedAt: at("2026-06-08") })],
      { contacts: ["2026-06-05"] },
      "emails-bounce",
      false,
    ],
    ["nobody to write to", [], { recipients: { aliases: [], people: [] } }, "nobody-to-write-to", false],
  ])("%s", (_reason, emails, { recipients = both, contacts = [] }, trouble, onItsWay) => {
    const contactable = contactability({ emails, recipients, contacts, firstGraceDay: "2026-07-02", now: at("2026-06-10") });
    expect([contactable.trouble, contactable.onItsWay]).toEqual([trouble, onItsWay]);
  });

  test.each<[string, readonly SentEmail[], readonly Day[], Day | null]>([
    ["an email before the due day is no word of the grace period", [arrived(gus, "2026-06-26")], [], null],
    ["a delivered grace period email", [arrived(gus, "2026-07-02")], [], "2026-07-02"],
    ["delivered days later", [sent(gus, "2026-07-02", { deliveredAt: at("2026-07-05") })], [], "2026-07-05"],
    ["not delivered", [sent(gus, "2026-07-02")], [], null],
    ["a conversation after the due day", [sent(gus, "2026-07-02")], ["2026-07-06"], "2026-07-06"],
    ["a conversation before it", [], ["2026-06-20"], null],
  ])("grace period is heard: %s", (_reason, emails, contacts, notifiedOn) => {
    expect(contactability({ emails, recipients: both, contacts, firstGraceDay: "2026-07-02", now: at("2026-07-10") }).graceNotifiedOn).toBe(
      notifiedOn,
    );
  });
});
