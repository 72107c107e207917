import { and, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { evidenceCheck, memberAnswer, removal, removalReason, ruleChangeNotice } from "@/db/schema";
import { operator, visitor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { answerStamp } from "@/lib/recheck/answers";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { ruleChangeProgress, whatIfOn } from "@/lib/recheck/queries/what-if";
import { answerCriterion } from "@/lib/removal/commands/answer-criterion";
import { closeRuleChanges } from "@/lib/removal/commands/close-rule-changes";
import { decideAnswer } from "@/lib/removal/commands/decide-answer";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { runRechecksOfDay } from "@/lib/worker/rechecks-of-day";
import { istio } from "@/lists/istio";
import { answers, committeeMember } from "../application/world";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { type Admitted, admitted, allArrive, asWorker, at, emailsSince, eventsAbout, forget, personOf, signedIn } from "./world";

// On 2021-11-17 two criteria were announced: the Envoy list and the working group. They count from 2022-02-14.
const announced = "2021-11-17";
const since = "2022-02-14";
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

const envoy = { criterion: "envoy-list", draft: answers["envoy-list"] ?? {} };
const group = { criterion: "working-group", draft: { ...answers["working-group"], email: "ada@globex.example" } };
const globexShows = async (now = at(announced, 12)) => {
  const gus = await personOf(globex, "gus", now);
  for (const each of [envoy, group]) await answerCriterion(gus, { memberId: globex.memberId, ...each });
};
const tell = (criterion: string, now = at(announced)) => tellRuleChange(asWorker(now), { list: "istio", criterion, version: since });
/** Told, and the emails have arrived. */
const isTold = async (...criteria: readonly string[]) => {
  for (const criterion of criteria) await tell(criterion);
  await allArrive();
};

const stampOf = async (criterion: string, { memberId } = globex) => {
  const its = and(eq(memberAnswer.memberId, memberId), eq(memberAnswer.criterion, criterion));
  const [answer] = await database().select().from(memberAnswer).where(its);
  return answer === undefined ? "" : answerStamp(answer);
};

describe("before it is announced", () => {
  it("what-if names everybody who would no longer qualify, and for what", async () => {
    await globexShows();
    const result = await whatIfOn(operator, istio, { on: since });
    expect(result).toMatchObject({ on: since, met: 1, noLongerQualify: [{ organization: "Initech" }] });
    const [initechs] = result?.noLongerQualify ?? [];
    expect(initechs?.recused === false && initechs.lacks.map(({ criterion, is }) => `${criterion} ${is}`)).toEqual([
      "envoy-list not-shown",
      "working-group not-shown",
    ]);
    expect((await whatIfOn(operator, istio, { on: "2022-02-13" }))?.noLongerQualify).toEqual([]);
    expect(await emailsSince(at("2021-01-01"))).toEqual([]); // nobody is told by asking
  });

  it("is for the operator and the committee; who is recused reads a name, others nothing", async () => {
    await committeeMember("rev@initech.example", "reviewer");
    const asReviewer = await whatIfOn((await signedIn("rev@initech.example")).actor, istio, { on: since });
    expect(asReviewer?.noLongerQualify.map(({ organization, recused }) => [organization, recused])).toEqual([
      ["Globex", false],
      ["Initech", true],
    ]);
    for (const viewer of [visitor, (await personOf(globex)).actor]) expect(await whatIfOn(viewer, istio, { on: since })).toBeNull();
    const admin = await committeeMember("ann@committee.example", "administrator");
    expect((await whatIfOn(admin, istio, { on: since }))?.noLongerQualify.every(({ recused }) => recused)).toBe(true);
  });
});

describe("from the announcement on", () => {
  it("every member is told once, by email to everybody who acts for it", async () => {
    expect(await tell("envoy-list")).toBe(2);
    expect(await tell("envoy-list")).toBe(0);
    expect(await emailsSince(at(announced))).toEqual([
      "criterion-announced to gina@globex.example",
      "criterion-announced to gus@globex.example",
      "criterion-announced to ian@initech.example",
    ]);
    await admitted("Hooli", { since: "2021-12-01" });
    expect(await tell("envoy-list", at("2021-12-02"))).toBe(1); // admitted meanwhile
    expect(await tell("envoy-list", at(since))).toBe(0); // its day has come: nobody is told too late
    expect(await tell("no-such-criterion")).toBe(0);
  });

  it("twice at once, nobody is told twice", async () => {
    await readyToRace();
    const told = await Promise.all([tell("envoy-list"), tell("envoy-list"), tell("envoy-list")]);
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(2);
  });

  it("telling is the worker's", async () => {
    const asked = { list: "istio", criterion: "envoy-list", version: since };
    for (const context of [{ actor: visitor }, await personOf(globex), await signedIn("ravi@committee.example")])
      await expect(tellRuleChange(context, asked)).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("a member answers by the form of applicants, as often as it likes; a 'not yet' is an answer", async () => {
    const gus = await personOf(globex, "gus", at(announced, 9));
    const asked = { memberId: globex.memberId, criterion: "envoy-list" };
    await expect(answerCriterion(gus, { ...asked, draft: { listed: "yes", name: "" } })).rejects.toMatchObject({
      problems: [{ field: "name", message: "Enter the name as it appears on the Envoy list" }],
    });
    expect(await answerCriterion(gus, { ...asked, draft: { listed: "not-yet" } })).toEqual({ says: "no" });
    expect((await whatIfOn(operator, istio, { on: since }))?.noLongerQualify[0]).toMatchObject({
      lacks: [{ is: "not-met" }, { is: "not-shown" }],
    });
    expect(await answerCriterion(gus, { ...asked, draft: envoy.draft })).toEqual({ says: "yes" });
    expect(await answerCriterion(gus, { ...asked, draft: envoy.draft })).toEqual({ says: "yes" }); // a second press
    expect(await eventsAbout(globex.memberId)).toEqual(["criterion.answered", "criterion.answered"]);
    const [stored] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "envoy-list"));
    expect(stored).toMatchObject({ criterionVersion: since, confirmedOn: announced, verdict: null });
  });

  it("strangers, readers and the committee do not answer, and nothing is answered that is not asked", async () => {
    const now = at(announced, 9);
    const asked = { memberId: globex.memberId, ...envoy };
    for (const context of [
      { actor: visitor, now },
      await personOf(initech, "ian", now),
      await signedIn("ravi@committee.example", now),
      asWorker(now),
    ])
      await expect(answerCriterion(context, asked)).rejects.toMatchObject({ kind: "not-allowed" });
    const gus = await personOf(globex, "gus", now);
    const userBase = { memberId: globex.memberId, criterion: "user-base", draft: answers["user-base"] ?? {} };
    await expect(answerCriterion(gus, userBase)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(answerCriterion(await personOf(globex, "gus", at("2021-11-16")), asked)).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("a reviewer decides an answer; a newer answer takes the verdict away", async () => {
    await globexShows();
    const ravi = await signedIn("ravi@committee.example", at(announced, 13));
    const asked = {
      memberId: globex.memberId,
      criterion: "envoy-list",
      answered: await stampOf("envoy-list"),
      verdict: "not-met",
      reason: "Not in the table.",
    };
    await decideAnswer(ravi, asked);
    await decideAnswer(ravi, asked);
    expect((await eventsAbout(globex.memberId)).filter((action) => action === "criterion.decided")).toHaveLength(1);
    expect((await whatIfOn(operator, istio, { on: since }))?.noLongerQualify[0]).toMatchObject({
      lacks: [{ criterion: "envoy-list", reason: "Not in the table." }],
    });
    await answerCriterion(await personOf(globex, "gina", at("2021-11-20")), {
      memberId: globex.memberId,
      ...envoy,
      draft: { ...envoy.draft, name: "Globex Inc" },
    });
    await expect(decideAnswer(ravi, asked)).rejects.toMatchObject({ kind: "conflict" });
    await expect(decideAnswer(await personOf(globex, "gus", at(announced)), asked)).rejects.toMatchObject({ kind: "not-allowed" });
    const newer = await stampOf("envoy-list");
    await expect(decideAnswer(ravi, { ...asked, answered: newer, reason: "" })).rejects.toMatchObject({ kind: "input" });
  });

  it("a verdict on an answer that was corrected on the same day is refused", async () => {
    await globexShows();
    const asked = { memberId: globex.memberId, criterion: "envoy-list", verdict: "met", reason: "" };
    const answered = await stampOf("envoy-list");
    await answerCriterion(await personOf(globex, "gina", at(announced, 14)), {
      memberId: globex.memberId,
      ...envoy,
      draft: { ...envoy.draft, name: "Globex Inc" },
    });
    const ravi = await signedIn("ravi@committee.example", at(announced, 15));
    await expect(decideAnswer(ravi, { ...asked, answered })).rejects.toThrow("Read the new answer first.");
    await decideAnswer(ravi, { ...asked, answered: await stampOf("envoy-list") });
  });

  it("the committee sees how many were told and have answered", async () => {
    await tell("envoy-list");
    await globexShows();
    const viewer = (await signedIn("ravi@committee.example")).actor;
    expect(
      (await ruleChangeProgress(viewer, istio, announced))?.map(({ criterion, told, answered }) => [criterion, told, answered]),
    ).toEqual([
      ["envoy-list", 2, 1],
      ["working-group", 0, 0],
    ]);
    expect(await ruleChangeProgress((await personOf(globex)).actor, istio, announced)).toBeNull();
  });
});

describe("on the day", () => {
  const close = (of: Admitted, day = since) => closeRuleChanges(asWorker(at(day)), { memberId: of.memberId, day });

  it("HC-LIF-013 a member that has not shown it is proposed for removal, once, with a reason for each criterion; nobody is removed", async () => {
    await isTold("envoy-list", "working-group");
    await globexShows();
    expect(await close(globex, "2022-02-13")).toBe("nothing");
    expect(await close(globex)).toBe("met");
    expect(await close(initech)).toBe("proposed");
    expect(await close(initech)).toBe("nothing");
    const proposed = await database().select().from(removal);
    expect(proposed).toMatchObject([{ memberId: initech.memberId, because: "new-criteria", status: "proposed", firstBy: null }]);
    const reasons = await database().select({ criterion: removalReason.criterion }).from(removalReason).orderBy(removalReason.criterion);
    expect(reasons).toEqual([{ criterion: "envoy-list" }, { criterion: "working-group" }]);
    expect((await eventsAbout(initech.memberId)).slice(-2)).toEqual(["criterion.came", "criterion.came"]);
  });

  it("what is answered after the proposal is read first, and once it is accepted the removal is stopped", async () => {
    await isTold("working-group");
    expect(await close(initech)).toBe("proposed");
    const [made] = await database().select().from(removal);
    const now = at(addDays(since, 2));
    const asked = { memberId: initech.memberId, criterion: "working-group" };
    await answerCriterion(await personOf(initech, "ian", now), { ...asked, draft: { ...group.draft, email: "ian@initech.example" } });
    const rita = await signedIn("ravi@committee.example", now);
    await expect(takeUpRemoval(rita, { reference: made?.reference ?? "" })).rejects.toThrow("Read the answer first.");
    const decided = { ...asked, answered: await stampOf("working-group", initech), reason: "" };
    await decideAnswer(rita, { ...decided, verdict: "cannot-tell" });
    expect(await database().select({ status: removal.status }).from(removal)).toEqual([{ status: "proposed" }]);
    await decideAnswer(rita, { ...decided, verdict: "met" });
    expect(await database().select({ status: removal.status }).from(removal)).toEqual([{ status: "stopped" }]);
  });

  it("tells the committee of each new answer, counts a decided one as read, and limits how often one can change", async () => {
    await isTold("working-group");
    expect(await close(initech)).toBe("proposed");
    const [made] = await database().select().from(removal);
    const day = (days: number) => at(addDays(since, days));
    const answer = async (email: string, days: number) =>
      answerCriterion(await personOf(initech, "ian", day(days)), {
        memberId: initech.memberId,
        criterion: "working-group",
        draft: { ...group.draft, email: `${email}@initech.example` },
      });
    await answer("ian", 2);
    expect(await emailsSince(day(2))).toEqual(["removal-evidence to ravi@committee.example"]);
    const ravi = await signedIn("ravi@committee.example", day(3));
    const asked = { memberId: initech.memberId, criterion: "working-group", verdict: "not-met", reason: "Not a member of the group." };
    await decideAnswer(ravi, { ...asked, answered: await stampOf("working-group", initech) });
    await answer("ivy", 4);
    await expect(takeUpRemoval(ravi, { reference: made?.reference ?? "" })).rejects.toThrow("Read the answer first.");
    await answer("ian", 5); // what was decided on
    expect(await emailsSince(day(5))).toEqual([]);
    const its = and(eq(memberAnswer.memberId, initech.memberId), eq(memberAnswer.criterion, "working-group"));
    expect(await database().select().from(memberAnswer).where(its)).toMatchObject([{ verdict: "not-met", verdictAt: day(3) }]);
    for (let number = 3; number <= 10; number += 1) await answer(`i${number}`, 6);
    await expect(answer("i11", 6)).rejects.toThrow("You have changed this answer 10 times");
    expect(
      await takeUpRemoval(await signedIn("ravi@committee.example", day(7)), { reference: made?.reference ?? "" }).catch(String),
    ).toContain("Read the answer first.");
  });

  it("waits with a proposal while another removal is open", async () => {
    await isTold("envoy-list");
    const [other] = await database()
      .insert(removal)
      .values({
        reference: "2022-901",
        list: "istio",
        memberId: initech.memberId,
        because: "committee",
        proposedAt: at("2022-02-01"),
        carryOutOn: "2022-03-01",
      })
      .returning({ id: removal.id });
    expect(await close(initech)).toBe("nothing");
    await database()
      .update(removal)
      .set({ status: "stopped" })
      .where(eq(removal.id, other?.id ?? ""));
    expect(await close(initech, addDays(since, 1))).toBe("proposed");
  });

  it("what people stopped is not proposed again", async () => {
    await isTold("envoy-list");
    expect(await close(initech)).toBe("proposed");
    await database().execute(sql`update removal set status = 'stopped'`);
    expect(await close(initech, "2022-02-20")).toBe("nothing");
  });

  it("a member that was never told is not proposed", async () => {
    expect(await close(initech)).toBe("nothing");
    expect(await database().select().from(removal)).toEqual([]);
  });

  it("the other list's 'no' counts, its 'cannot tell' does not", async () => {
    await isTold("envoy-list");
    await globexShows();
    const check = {
      list: "istio",
      memberId: globex.memberId,
      name: "sister-list",
      target: "Globex",
      sentence: "",
      seen: {},
      seenHash: "0",
      because: "schedule",
    } as const;
    await database()
      .insert(evidenceCheck)
      .values({ ...check, result: "no", at: at("2022-02-01") });
    expect((await whatIfOn(operator, istio, { on: since }))?.noLongerQualify).toHaveLength(2);
    await database()
      .insert(evidenceCheck)
      .values({ ...check, result: "cannot-tell", at: at("2022-02-02") });
    expect(await close(globex)).toBe("met");
  });

  it("is the worker's", async () => {
    for (const context of [{ actor: visitor }, await personOf(globex), await signedIn("ravi@committee.example")])
      await expect(closeRuleChanges(context, { memberId: globex.memberId, day: since })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("the run of a day", () => {
  it("does everything once, and returns what was done", async () => {
    const run = (day: string) => runRechecksOfDay([istio], { day, now: at(day) });
    expect(await run(announced)).toMatchObject({ told: 4, opened: 0, proposed: 0 });
    expect(await run(announced)).toMatchObject({ told: 0 });
    await allArrive();
    await globexShows();
    expect(await run(since)).toMatchObject({ proposed: 1, told: 0 });
    expect(await run("2022-06-01")).toMatchObject({ opened: 2, proposed: 0 });
    expect(await run("2022-06-01")).toMatchObject({ opened: 0, asked: 0 });
    expect(await database().select({ closed: ruleChangeNotice.closedAt }).from(ruleChangeNotice)).toHaveLength(4);
  });
});
