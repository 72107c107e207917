import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { alert, contactAlias, endOfMembership, removal, ruleChangeNotice } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { remindRuleChange } from "@/lib/recheck/commands/remind-rule-change";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { answerCriterion } from "@/lib/removal/commands/answer-criterion";
import { closeRuleChanges } from "@/lib/removal/commands/close-rule-changes";
import { runRechecksOfDay } from "@/lib/worker/rechecks-of-day";
import { istio } from "@/lists/istio";
import { answers, committeeMember } from "../application/world";
import { historyList } from "../history/list";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { comingList } from "./coming-list";
import { type Admitted, admitted, allArrive, asWorker, at, bounces, emailsSince, eventsAbout, forget, personOf, signedIn } from "./world";

vi.mock("@/lists", async (original) => {
  const lists = await original<typeof import("@/lists")>();
  const { comingList: coming } = await import("./coming-list");
  const { historyList: dropping } = await import("../history/list");
  const more = [coming, dropping];
  return { ...lists, allLists: [...lists.allLists, ...more], hostedLists: () => [...lists.hostedLists(undefined), ...more] };
});

// Announced on Wednesday 2021-11-17, counts from Monday 2022-02-14: half time is 2021-12-31, the last days begin on Wednesday 2022-02-09.
const announced = "2021-11-17";
const half = "2021-12-31";
const lastDays = "2022-02-09";
const since = "2022-02-14";
const ruleChange = { list: "istio", criterion: "envoy-list", version: since };
let globex: Admitted;
let initech: Admitted;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex", { since: "2021-06-01" });
  initech = await admitted("Initech", { since: "2021-06-01", people: [["ian", "primary"]] });
  await committeeMember("ravi@committee.example", "reviewer");
});

const tell = (day: Day = announced) => tellRuleChange(asWorker(at(day)), ruleChange);
const remind = (day: Day) => remindRuleChange(asWorker(at(day)), ruleChange);
const close = (of: Admitted, day: Day = since) => closeRuleChanges(asWorker(at(day)), { memberId: of.memberId, day });
const answer = async (of: Admitted, who: string, { on, says }: { on: Day; says: "yes" | "not-yet" }) => {
  const draft = says === "yes" ? (answers["envoy-list"] ?? {}) : { listed: "not-yet" };
  await answerCriterion(await personOf(of, who, at(on, 9)), { memberId: of.memberId, criterion: "envoy-list", draft });
};
const written = (day: Day) => emailsSince(at(day));
const notices = () =>
  database()
    .select({ reminders: ruleChangeNotice.reminders, nextCheckOn: ruleChangeNotice.nextCheckOn })
    .from(ruleChangeNotice)
    .orderBy(ruleChangeNotice.reminders);

describe("between the announcement and its day", () => {
  beforeEach(async () => {
    await tell();
    await allArrive();
  });

  it("a member that does not answer is reminded at half time, and everybody at it with its alias in the last days, on every possible night", async () => {
    const done: string[] = [];
    for (let day = announced; day < since; day = addDays(day, 1)) {
      const { reminded, escalated } = await remind(day);
      if (reminded + escalated > 0) done.push(`${day} ${reminded} ${escalated}`);
      await allArrive();
    }
    expect(done).toEqual([`${half} 2 0`, `${lastDays} 0 2`]);
    expect(await written(addDays(announced, 1))).toEqual([
      "criterion-reminder to gina@globex.example",
      "criterion-reminder to gina@globex.example",
      "criterion-reminder to gus@globex.example",
      "criterion-reminder to gus@globex.example",
      "criterion-reminder to ian@initech.example",
      "criterion-reminder to ian@initech.example",
      "criterion-reminder to security@globex.example",
      "criterion-reminder to security@initech.example",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual(["criterion.told", "criterion.reminded", "criterion.reminded"]);
  });

  it("a member that has shown it is not reminded; a 'not yet' gets one last email", async () => {
    await answer(globex, "gus", { on: "2021-11-20", says: "yes" });
    await answer(initech, "ian", { on: "2021-11-20", says: "not-yet" });
    expect(await remind(half)).toMatchObject({ reminded: 0, escalated: 0 });
    expect(await remind(lastDays)).toMatchObject({ reminded: 0, escalated: 1 });
    const emails = await written(addDays(announced, 1));
    expect(emails).toEqual(["criterion-reminder to ian@initech.example", "criterion-reminder to security@initech.example"]);
    const { rows } = await database().execute<{ data: unknown }>(sql`select data from email where kind = 'criterion-reminder' limit 1`);
    expect(rows[0]?.data).toMatchObject({ kind: "last-days", saidNo: true, since, showBy: "2022-02-13", organization: "Initech" });
  });

  it("missed nights are caught up with one email, and the same day twice, or at once, writes nothing twice", async () => {
    await readyToRace();
    const both = await Promise.all([remind("2022-02-11"), remind("2022-02-11"), remind("2022-02-11")]);
    expect(both.reduce((sum, { escalated }) => sum + escalated, 0)).toBe(2);
    expect(await remind("2022-02-11")).toEqual({ checked: 0, reminded: 0, escalated: 0, unconfirmed: 0 });
    expect((await written("2022-02-11")).filter((line) => line.endsWith("ian@initech.example"))).toHaveLength(1);
    expect(await notices()).toEqual(Array(2).fill({ reminders: 2, nextCheckOn: since }));
  });

  it("a member that was told late gets only the remaining reminders", async () => {
    await admitted("Hooli", { since: "2022-02-01", people: [["hal", "primary"]] });
    await tell("2022-02-03");
    await allArrive();
    expect(await remind("2022-02-05")).toMatchObject({ reminded: 2 }); // Globex and Initech, late; Hooli not
    expect((await written("2022-02-05")).filter((line) => line.includes("hooli"))).toEqual([]);
    await allArrive();
    expect(await remind(lastDays)).toMatchObject({ escalated: 3 });
    expect((await written(lastDays)).filter((line) => line.includes("hooli"))).toEqual([
      "criterion-reminder to hal@hooli.example",
      "criterion-reminder to security@hooli.example",
    ]);
  });

  it("a member that has left, or leaves before it takes effect, is not reminded", async () => {
    await database().execute(sql`update member set left_on = '2021-12-01' where id = ${globex.memberId}`);
    await database()
      .insert(endOfMembership)
      .values({ memberId: initech.memberId, kind: "left", on: "2022-02-01", at: at("2021-12-01") });
    expect(await remind(half)).toEqual({ checked: 0, reminded: 0, escalated: 0, unconfirmed: 0 });
    expect(await written(addDays(announced, 1))).toEqual([]);
  });

  it("on its day nobody is reminded any more, and nothing is reminded of that is not announced", async () => {
    expect(await remind(since)).toMatchObject({ checked: 0 });
    expect(await remindRuleChange(asWorker(at(half)), { ...ruleChange, criterion: "no-such" })).toMatchObject({ checked: 0 });
  });

  it("is the worker's", async () => {
    for (const context of [{ actor: visitor }, await personOf(globex), await signedIn("ravi@committee.example")])
      await expect(remindRuleChange(context, ruleChange)).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

it("more than one batch is reminded completely, each member once", async () => {
  await forget();
  await database().execute(sql`
    with org as (insert into organization (name, created_at) select 'Org ' || n, now() from generate_series(1, 1201) n returning id, name),
      made as (insert into member (list, organization_id, name, since_on, next_recheck_on, created_at)
        select 'istio', id, name, '2021-01-01', '2023-01-01', now() from org returning id, name)
    insert into contact_alias (member_id, list, address, domain, skeleton, since_at)
      select id, 'istio', 'security@' || replace(lower(name), ' ', '') || '.example', replace(lower(name), ' ', '') || '.example',
        replace(lower(name), ' ', '') || '.example', '2021-01-01' from made`);
  for (let told = 1; told > 0; ) told = await tell();
  await allArrive();
  const checked: number[] = [];
  for (let more = 1; more > 0; ) {
    const done = await remind(half);
    expect(done.reminded).toBe(done.checked);
    checked.push(done.checked);
    more = done.checked;
  }
  expect(checked).toEqual([500, 500, 201, 0]);
  const { rows } = await database().execute<{ emails: number; recipients: number; traces: number }>(sql`
    select count(*)::int as emails, count(distinct recipient)::int as recipients,
      (select count(*)::int from audit_event where action = 'criterion.reminded' and subject_id in (select id from member)) as traces from email where kind = 'criterion-reminder'`);
  expect(rows).toEqual([{ emails: 1201, recipients: 1201, traces: 1201 }]);
});

describe("nobody is proposed without being notified", () => {
  const proposals = () => database().select({ memberId: removal.memberId, because: removal.because }).from(removal);
  const alerts = () => database().select({ kind: alert.kind, memberId: alert.memberId }).from(alert);

  it("a bounced email raises an alert at once, only once, and nothing more is sent to that address", async () => {
    await tell();
    await allArrive();
    await bounces("criterion-announced", "ian@initech.example", at(announced));
    expect(await remind("2021-11-19")).toMatchObject({ unconfirmed: 1 });
    expect(await alerts()).toEqual([{ kind: "delivery-unconfirmed", memberId: initech.memberId }]);
    expect((await written("2021-11-19")).filter((line) => line.startsWith("alert"))).toEqual(["alert-raised to ravi@committee.example"]);
    expect(await remind(half)).toMatchObject({ reminded: 1, unconfirmed: 0 });
    expect((await written(half)).filter((line) => line.includes("initech"))).toEqual([]);
    expect((await eventsAbout(initech.memberId)).filter((action) => action === "criterion.delivery_unconfirmed")).toHaveLength(1);
  });

  it("on the day it takes effect the committee is told instead, for each cause of uncertain delivery", async () => {
    await tell(); // and the emails stay with us
    expect(await close(globex)).toBe("unconfirmed");
    await database().execute(sql`update email set status = 'accepted', provider_id = id::text, accepted_at = created_at`);
    expect(await close(initech)).toBe("unconfirmed"); // the provider tells nothing
    expect(await close(initech, "2022-02-15")).toBe("nothing");
    expect(await proposals()).toEqual([]);
    expect((await alerts()).map(({ memberId }) => memberId).sort()).toEqual([globex.memberId, initech.memberId].sort());
  });

  it("a late delivery event ends the wait", async () => {
    await tell();
    expect(await close(initech)).toBe("unconfirmed");
    await allArrive(); // on the day they were written, as we hear now
    expect(await close(initech, "2022-02-20")).toBe("proposed");
    expect(await proposals()).toEqual([{ memberId: initech.memberId, because: "new-criteria" }]);
  });

  it("after an address was corrected, the member is told, and the grace period runs from the email that arrives", async () => {
    await tell();
    await bounces("criterion-announced", "ian@initech.example", at(announced));
    expect(await close(initech)).toBe("unconfirmed");
    await database().execute(sql`update person set email = 'ivy@initech.example' where email = 'ian@initech.example'`);
    expect(await close(initech, "2022-02-20")).toBe("told-late");
    expect(await close(initech, "2022-02-20")).toBe("nothing"); // it is on its way
    expect((await written("2022-02-20")).filter((line) => line.startsWith("criterion"))).toEqual([
      "criterion-reminder to ivy@initech.example",
      "criterion-reminder to security@initech.example",
    ]);
    const { rows } = await database().execute<{ data: unknown }>(sql`select data from email where kind = 'criterion-reminder' limit 1`);
    expect(rows[0]?.data).toMatchObject({ kind: "late", showBy: "2022-03-13" });
    await allArrive();
    expect(await close(initech, "2022-03-13")).toBe("nothing");
    expect(await close(initech, "2022-03-14")).toBe("proposed");
  });

  it("shown within that grace period, nothing is proposed", async () => {
    await tell();
    expect(await close(initech)).toBe("unconfirmed");
    await answer(initech, "ian", { on: "2022-02-20", says: "yes" });
    expect(await close(initech, "2022-02-21")).toBe("met");
    expect(await proposals()).toEqual([]);
  });

  it("a criterion that was dropped before anybody was notified is closed silently", async () => {
    const hooli = await admitted("Hooli", { list: historyList, since: "2021-06-01", people: [["hal", "primary"]] });
    await tellRuleChange(asWorker(at(announced)), { ...ruleChange, list: historyList.slug });
    expect(await close(hooli, "2024-06-19")).toBe("unconfirmed");
    await allArrive();
    expect(await close(hooli, "2024-06-20")).toBe("nothing");
    expect(await close(hooli, "2024-06-21")).toBe("nothing");
    expect(await proposals()).toEqual([]);
    expect((await eventsAbout(hooli.memberId)).filter((action) => action === "criterion.came")).toHaveLength(1);
  });

  it("a member that answered 'no' was notified, whether or not emails arrived", async () => {
    await tell();
    await answer(initech, "ian", { on: "2021-12-01", says: "not-yet" });
    expect(await close(initech)).toBe("proposed");
    expect(await alerts()).toEqual([]);
  });

  it("an alert that nobody resolved is raised again on that day, and again after as many days as the grace period", async () => {
    await tell();
    await bounces("criterion-announced", "ian@initech.example", at(announced));
    await bounces("criterion-announced", "gus@globex.example", at(announced));
    await remind("2021-11-19");
    const advance = () =>
      database()
        .update(alert)
        .set({ closedAt: at(announced), closedBecause: "Called them." });
    await advance();
    expect(await close(initech)).toBe("unconfirmed");
    await advance();
    expect(await close(initech, "2022-03-06")).toBe("nothing");
    expect(await close(initech, "2022-03-07")).toBe("unconfirmed");
    expect((await alerts()).filter(({ memberId }) => memberId === initech.memberId)).toHaveLength(3);
  });

  it("nobody to email raises an alert", async () => {
    await database().execute(sql`update organization_contact set until_at = now() where organization_id = ${initech.organizationId}`);
    await database()
      .update(contactAlias)
      .set({ until: at("2021-11-01") });
    await tell();
    expect(await remind("2021-11-19")).toMatchObject({ unconfirmed: 1 });
    expect(await close(initech)).toBe("unconfirmed");
    expect(await close(initech, "2022-02-15")).toBe("nothing");
  });
});

describe("the run of a day", () => {
  it("reminds of criteria and of the embargo policy, and counts it", async () => {
    const run = (day: Day) => runRechecksOfDay([istio], { day, now: at(day) });
    expect(await run(announced)).toMatchObject({ told: 4, reminded: 0 });
    await allArrive();
    expect(await run(half)).toMatchObject({ reminded: 4, escalated: 0 }); // two criteria, two members
    await allArrive();
    expect(await run(half)).toMatchObject({ reminded: 0 });
    expect(await run(lastDays)).toMatchObject({ reminded: 0, escalated: 4 });
    await allArrive();
    expect(await run(since)).toMatchObject({ escalated: 0, unconfirmed: 0, proposed: 2 });
  });

  it("reminds of a version of the embargo policy in its own words", async () => {
    const run = (day: Day) => runRechecksOfDay([comingList], { day, now: at(day) });
    const hooli = await admitted("Hooli", { list: comingList, since: "2026-06-01", people: [["hal", "primary"]] });
    await run("2027-01-15");
    await allArrive();
    expect(await run("2027-01-30")).toMatchObject({ reminded: 1 });
    expect(await written("2027-01-30")).toEqual(["policy-reminder to hal@hooli.example"]);
    expect(await eventsAbout(hooli.memberId)).toContain("criterion.reminded");
  });
});
