import { describe, expect, test } from "vitest";
import { namesMember } from "@/lib/removal/names-member";
import { earliestDay } from "@/lib/removal/possible-reasons";
import { mayCarryOut, type NoticeEmail, nextRemovalStep, notifiedOn, pauseApplies, type RemovalFacts } from "@/lib/removal/rules";
import { istio } from "@/lists/istio";

const at = (day: string) => new Date(`${day}T10:00:00Z`);
const silent: NoticeEmail = { deliveredAt: null, bouncedAt: null, complainedAt: null, suppressedAt: null };
const delivered = (day: string): NoticeEmail => ({ ...silent, deliveredAt: at(day) });

describe("the day on which a member was notified", () => {
  const table: readonly (readonly [string, readonly NoticeEmail[], string | null, string | null])[] = [
    ["no email, no talk", [], null, null],
    ["an email that was only handed over", [silent], null, null],
    ["a delivered email", [delivered("2026-11-24")], null, "2026-11-24"],
    ["the first of several", [delivered("2026-11-26"), delivered("2026-11-24")], null, "2026-11-24"],
    ["an email that came back after it was delivered", [{ ...delivered("2026-11-24"), bouncedAt: at("2026-11-25") }], null, null],
    ["an email that was on hold", [{ ...delivered("2026-11-24"), suppressedAt: at("2026-11-24") }], null, null],
    ["an email that was marked as unwanted", [{ ...delivered("2026-11-24"), complainedAt: at("2026-11-25") }], null, null],
    ["one came back, another arrived", [{ ...silent, bouncedAt: at("2026-11-24") }, delivered("2026-11-25")], null, "2026-11-25"],
    ["a talk alone", [silent], "2026-11-27", "2026-11-27"],
    ["a talk before the email arrived", [delivered("2026-11-30")], "2026-11-27", "2026-11-27"],
  ];
  test.each(table)("%s", (_, emails, spokenOn, day) => expect(notifiedOn(emails, spokenOn)).toBe(day));
});

describe("what a day asks of an agreed removal", () => {
  const list = { removal: { rule: "", noticeDays: 14, appealDays: 14, removalLimit: { members: 3, share: 0.1 } } };
  const facts: RemovalFacts = { carryOutOn: "2026-12-08", notifiedOn: "2026-11-24", appealOpen: false, unread: false };
  const table: readonly (readonly [string, Partial<RemovalFacts>, string, unknown])[] = [
    ["before its day it waits", {}, "2026-12-07", { do: "wait", until: "2026-12-08" }],
    ["on its day it goes", {}, "2026-12-08", { do: "carry-out" }],
    ["a missed day is caught up", {}, "2027-01-08", { do: "carry-out" }],
    ["heard later, it waits for the whole notice", { notifiedOn: "2026-11-26" }, "2026-12-08", { do: "wait", until: "2026-12-10" }],
    ["unheard, the deadline is paused and begins anew", { notifiedOn: null }, "2026-12-08", { do: "pause", until: "2026-12-22" }],
    ["unheard for ever, it never goes", { notifiedOn: null }, "2028-01-01", { do: "pause", until: "2028-01-15" }],
    ["an appeal is read first", { appealOpen: true }, "2026-12-09", { do: "wait", until: "2026-12-08" }],
    ["an unread answer or evidence is read first", { unread: true }, "2026-12-09", { do: "wait", until: "2026-12-08" }],
    ["unheard before its day, nothing is said yet", { notifiedOn: null }, "2026-12-07", { do: "wait", until: "2026-12-08" }],
  ];
  test.each(table)("%s", (_, more, today, step) => expect(nextRemovalStep({ ...facts, ...more }, list, today)).toEqual(step));
});

describe("the first day on which a removal may be carried out", () => {
  const [old] = istio.criteria.filter(({ key }) => key === "user-base");
  if (!old) throw new Error("The list asks for no users");
  const coming = { ...old, key: "coming", announcedOn: "2026-11-01", since: "2027-02-01" };
  const list = { ...istio, criteria: [...istio.criteria, coming] };
  test.each<[string, readonly string[], string]>([
    ["after the notice, where its reason counts already", ["user-base"], "2026-12-08"],
    ["not before its reason counts", ["coming"], "2027-02-01"],
    ["after the notice, where one of several counts already", ["coming", "user-base"], "2026-12-08"],
    ["after the notice, on a reason that is no criterion", ["embargo-policy-of-old"], "2026-12-08"],
  ])("%s", (_, criteria, day) =>
    expect(
      earliestDay(
        list,
        criteria.map((criterion) => ({ criterion })),
        "2026-11-24",
      ),
    ).toBe(day),
  );
});

describe("how many may be removed on one day without a chair", () => {
  const table: readonly (readonly [string, number, number, number, number, number])[] = [
    // members, gone today, the list's number, its share, may go
    ["of 300, three", 300, 0, 3, 0.1, 3],
    ["of 300, two after one", 300, 1, 3, 0.1, 2],
    ["of 300, none after three", 300, 3, 3, 0.1, 0],
    ["of 300, none after more than three were let go", 300, 40, 3, 0.1, 0],
    ["of 20, two: a tenth is less than three", 20, 0, 3, 0.1, 2],
    ["of 29, two: the share is rounded down", 29, 0, 3, 0.1, 2],
    ["of 30, three: exactly a tenth", 30, 0, 3, 0.1, 3],
    ["of 5, one: never fewer", 5, 0, 3, 0.1, 1],
    ["of 5, none after one", 5, 1, 3, 0.1, 0],
    ["of none, one", 0, 0, 3, 0.1, 1],
    ["of 100,000, three: the number is less than the share", 100_000, 0, 3, 0.1, 3],
  ];
  test.each(table)("%s", (_, members, gone, number, share, may) =>
    expect(
      mayCarryOut({ removal: { rule: "", noticeDays: 14, appealDays: 14, removalLimit: { members: number, share } } }, members, gone),
    ).toBe(may),
  );
});

describe("whether a delivery pause holds", () => {
  const pause = { confirmBy: new Date("2026-11-24T09:00:00Z"), confirmedAt: null, endedAt: null };
  const [within, after] = [new Date("2026-11-24T08:59:59Z"), new Date("2026-11-24T09:00:00Z")];
  test.each([
    ["within its first day", pause, within, true],
    ["after a day without a second person", pause, after, false],
    ["after a day with one", { ...pause, confirmedAt: within }, after, true],
    ["ended", { ...pause, confirmedAt: within, endedAt: within }, within, false],
  ] as const)("%s", (_, facts, now, holds) => expect(pauseApplies(facts, now)).toBe(holds));
});

describe("HC-LIF-014 what has to be typed to propose a removal", () => {
  const globex = { name: "Globex  Corporation", domains: ["globex.example"], aliases: ["Security@globex.example"] };
  test.each([
    ["the name", "Globex Corporation", true],
    ["the name in another case", " globex corporation ", true],
    ["a domain", "GLOBEX.example", true],
    ["the alias", "security@globex.example", true],
    ["half the name", "Globex", false],
    ["another organization of the same name elsewhere", "globex.test", false],
    ["nothing", " ", false],
  ])("%s", (_, typed, names) => expect(namesMember(typed, globex)).toBe(names));
});
