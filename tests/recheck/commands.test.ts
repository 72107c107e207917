import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { alarm, contactAlias, evidenceCheck, memberAnswer, recheck, recheckAnswer, removal, removalGround } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { answerRecheck, sayAllStillTrue } from "@/lib/recheck/commands/answer-recheck";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { extendRecheck } from "@/lib/recheck/commands/extend-recheck";
import { judgeRecheck } from "@/lib/recheck/commands/judge-recheck";
import { openDueRechecks, openRecheck } from "@/lib/recheck/commands/open-recheck";
import { recordByPhone } from "@/lib/recheck/commands/record-by-phone";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { stepRecheck } from "@/lib/recheck/commands/step-recheck";
import { answers, seated } from "../application/world";
import { testDatabase } from "../setup/database";
import {
  type Admitted,
  admitted,
  allArrive,
  asWorker,
  at,
  bounces,
  eventsAbout,
  forget,
  lettersSince,
  night,
  opened,
  personOf,
  reacts,
  recheckOf,
  say,
  scheduleOf,
  signedIn,
} from "./world";

const first = "2026-11-16"; // the day on which Globex is due; 30 days to answer: 2026-12-16
let globex: Admitted;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex");
  await seated("ravi@committee.example", "reviewer");
  await seated("cora@committee.example", "chair");
});

const ravi = (now: Date) => signedIn("ravi@committee.example", now);
const cora = (now: Date) => signedIn("cora@committee.example", now);
const send = async (now: Date, who = "gus") => {
  const { id, version } = await recheckOf(globex);
  return answerRecheck(await personOf(globex, who, now), { recheckId: id, version, truth: "yes" });
};

describe("opening", () => {
  it("opens what is due, pre-filled with all criteria in force, and writes to the primary and the alias", async () => {
    await admitted("Hooli", { since: "2025-12-01" });
    expect(await opened(first)).toBe(1);
    const made = await recheckOf(globex);
    expect(made).toMatchObject({
      reference: "2026-001",
      status: "open",
      because: "schedule",
      openedOn: first,
      dueOn: "2026-12-16",
      reminders: 1,
      lookOn: "2026-11-18",
    });
    expect(made.criteria).toHaveLength(7);
    expect(await lettersSince(at(first))).toEqual(["alias-check to security@globex.example", "recheck-opened to gus@globex.example"]);
    expect(await eventsAbout(made.id)).toEqual(["recheck.opened", "alias.asked"]);
    expect(await scheduleOf(globex)).toBe(first); // until it ends
  });

  it("HC-CON-006 HC-MNB-009 the same period twice opens nothing twice", async () => {
    const asked = () => openDueRechecks(asWorker(at(first)), { list: "istio", day: first });
    expect((await Promise.all([asked(), asked(), asked()])).reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await openDueRechecks(asWorker(at(addDays(first, 1))), { list: "istio", day: addDays(first, 1) })).toBe(0);
    expect(await lettersSince(at(first))).toEqual(["recheck-opened to gus@globex.example"]);
  });

  it("writes to whoever there is when nobody is primary", async () => {
    await database().execute(sql`update organization_contact set until_at = now() where role = 'primary'`);
    await opened(first);
    expect(await lettersSince(at(first))).toEqual(["alias-check to security@globex.example", "recheck-opened to gina@globex.example"]);
    await forget();
    await admitted("Initech", { people: [] });
    await opened(first);
    expect(await lettersSince(at(first))).toEqual([
      "alias-check to security@initech.example",
      "recheck-opened to security@initech.example",
    ]);
  });

  it("numbers and opens many in one go, the longest due first", async () => {
    for (let index = 0; index < 12; index += 1) await admitted(`Member ${index}`, { since: addDays("2025-10-01", index), people: [] });
    expect(await openDueRechecks(asWorker(at(first)), { list: "istio", day: first })).toBe(13);
    const { rows } = await database().execute<{ line: string }>(
      sql`select r.reference || ' ' || m.next_recheck_on as line from recheck r join member m on m.id = r.member_id order by r.reference`,
    );
    expect(rows[0]?.line).toBe("2026-001 2026-10-01");
    expect(rows.at(-1)?.line).toBe(`2026-013 ${first}`);
  });

  it("is the worker's by schedule", async () => {
    for (const context of [{ actor: visitor }, await personOf(globex), await cora(at(first))])
      await expect(openDueRechecks(context, { list: "istio", day: first })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("a chair opens one out of turn, freshly signed in, for some criteria; the schedule stays", async () => {
    const hooli = await admitted("Hooli", { since: "2026-06-01" });
    const asked = { memberId: hooli.memberId, because: "new-criteria", criteria: ["envoy-list"] };
    for (const context of [{ actor: visitor }, await personOf(hooli), await ravi(at(first))])
      await expect(openRecheck(context, asked)).rejects.toMatchObject({ kind: "not-allowed" });
    const stale = await cora(at(first));
    await expect(openRecheck({ ...stale, now: at(first, 9) }, asked)).rejects.toThrow("Sign in again");
    await openRecheck(stale, asked);
    expect(await recheckOf(hooli)).toMatchObject({ because: "new-criteria", criteria: ["envoy-list"] });
    await expect(openRecheck(await cora(at(first)), asked)).rejects.toThrow("A re-check of this member is open already.");
    expect(await scheduleOf(hooli)).toBe("2027-06-01");
  });

  it("a chair with a conflict of interest cannot", async () => {
    await seated("chair@globex.example", "chair");
    await expect(openRecheck(await signedIn("chair@globex.example", at(first)), { memberId: globex.memberId })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });
});

describe("answering", () => {
  beforeEach(() => opened(first));

  it("everything still true, and the alias has answered: passes at once, and comes again a year after its day", async () => {
    await reacts(globex, at("2026-11-17"));
    const now = at("2026-12-02");
    await say(globex, { now });
    expect(await send(now)).toBe("passed");
    expect(await recheckOf(globex)).toMatchObject({ status: "passed", endedOn: "2026-12-02", answeredAt: now });
    expect(await scheduleOf(globex)).toBe("2027-11-16");
    const confirmed = await database()
      .select({ on: memberAnswer.confirmedOn })
      .from(memberAnswer)
      .where(eq(memberAnswer.memberId, globex.memberId));
    expect(confirmed.map(({ on }) => on)).toEqual(Array(7).fill("2026-12-02"));
    expect(await lettersSince(now)).toEqual([
      "recheck-passed to gina@globex.example",
      "recheck-passed to gus@globex.example",
      "recheck-passed to security@globex.example",
    ]);
    expect((await eventsAbout((await recheckOf(globex)).id)).slice(-2)).toEqual(["recheck.answered", "recheck.passed"]);
  });

  it("everything still true in one press, sent in a second", async () => {
    await reacts(globex, at("2026-11-17"));
    const now = at("2026-12-02");
    const context = await personOf(globex, "gina", now);
    const { id, version } = await recheckOf(globex);
    await sayAllStillTrue(context, { recheckId: id, version });
    await sayAllStillTrue(context, { recheckId: id, version }); // a second press says nothing twice
    expect(await database().select({ says: recheckAnswer.says }).from(recheckAnswer)).toEqual(Array(7).fill({ says: "still-true" }));
    expect(await send(now, "gina")).toBe("passed");
  });

  it("waits for the alias when that has not answered yet, and passes when it does", async () => {
    const now = at(first, 9);
    await say(globex, { now });
    expect(await send(now)).toBe("waits");
    expect((await recheckOf(globex)).status).toBe("answered");
    await reacts(globex, at("2026-11-17"));
    expect((await recheckOf(globex)).status).toBe("passed");
  });

  it("a silent alias is asked once more, then the committee reads; silence is no failing by itself", async () => {
    await say(globex, { now: at(first, 9) });
    await send(at(first, 9));
    expect(await night(globex, "2026-11-17")).toEqual([]);
    expect(await night(globex, "2026-11-18")).toEqual(["asked-alias-again"]);
    expect(await night(globex, "2026-11-18")).toEqual(["told"]);
    expect(await night(globex, "2026-11-19")).toEqual([]);
    expect((await recheckOf(globex)).status).toBe("answered");
    const { id, version } = await recheckOf(globex);
    await judgeRecheck(await ravi(at("2026-11-20")), { recheckId: id, version, verdicts: [] });
    expect((await recheckOf(globex)).status).toBe("passed");
  });

  it("what a machine found keeps it from passing by itself", async () => {
    await reacts(globex, at("2026-11-17"));
    await database()
      .insert(evidenceCheck)
      .values({
        list: "istio",
        memberId: globex.memberId,
        name: "sister-list",
        looked: "Globex",
        result: "no",
        sentence: "The Envoy list does not name Globex.",
        seen: {},
        seenHash: "0",
        because: "recheck",
        at: at("2026-11-17"),
      });
    await say(globex, { now: at("2026-12-02") });
    expect(await send(at("2026-12-02"))).toBe("told");
    expect(await lettersSince(at("2026-12-02"))).toEqual([
      "recheck-answered to cora@committee.example",
      "recheck-answered to ravi@committee.example",
    ]);
  });

  it("an answer at the alias that came too fast is looked at by hand", async () => {
    await reacts(globex, new Date(at(first).getTime() + 20_000));
    await say(globex, { now: at("2026-12-02") });
    expect(await send(at("2026-12-02"))).toBe("told");
  });

  it("a changed answer is kept even when it is wrong, and sent when it reads; the committee judges it", async () => {
    await reacts(globex, at("2026-11-17"));
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const gus = await personOf(globex, "gus", now);
    const wrong = { name: "Globex Mesh", since: "2016-03", relation: "distribution", link: "http://globex.example", breaks: "" };
    const saved = await saveRecheckAnswer(gus, { recheckId: id, criterion: "redistribution", version: 0, says: "changed", draft: wrong });
    expect(saved).toEqual({ reads: false, next: "user-base" });
    await expect(send(now)).rejects.toMatchObject({ kind: "input" });
    await sayAllStillTrue(gus, { recheckId: id, version: (await recheckOf(globex)).version });
    const right = { ...answers.redistribution, name: "Globex Mesh 2" };
    await saveRecheckAnswer(gus, { recheckId: id, criterion: "redistribution", version: 1, says: "changed", draft: right });
    expect(await send(now)).toBe("told");
    await judgeRecheck(await ravi(now), {
      recheckId: id,
      version: (await recheckOf(globex)).version,
      verdicts: [{ criterion: "redistribution", verdict: "met", reason: "" }],
    });
    const [answer] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "redistribution"));
    expect(answer).toMatchObject({ draft: right, verdict: "met", confirmedOn: "2026-12-02" });
  });

  it("names every open point when it is sent too early", async () => {
    const { id, version } = await recheckOf(globex);
    const sent = answerRecheck(await personOf(globex, "gus", at("2026-12-02")), { recheckId: id, version, truth: "yes" });
    await expect(sent).rejects.toMatchObject({ kind: "input", problems: { length: 7 } });
  });

  it("the alias itself is not changed here", async () => {
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const draft = { ...answers["security-alias"], address: "psirt@globex.example" };
    const saved = await saveRecheckAnswer(await personOf(globex, "gus", now), {
      recheckId: id,
      criterion: "security-alias",
      version: 0,
      says: "changed",
      draft,
    });
    expect(saved.reads).toBe(false);
    const [alias] = await database().select().from(contactAlias).where(eq(contactAlias.memberId, globex.memberId));
    expect(alias?.address).toBe("security@globex.example");
  });

  it("a deputy answers, but does not accept a policy; readers and strangers do neither", async () => {
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const accept = { recheckId: id, criterion: "embargo-policy", version: 0, says: "changed", draft: answers["embargo-policy"] };
    await expect(saveRecheckAnswer(await personOf(globex, "gina", now), accept)).rejects.toThrow("Only the primary");
    await saveRecheckAnswer(await personOf(globex, "gina", now), { ...accept, says: "still-true", draft: {} });
    const hooli = await admitted("Hooli", { since: "2026-06-01", people: [["hal", "primary"]] });
    for (const context of [{ actor: visitor, now }, await personOf(hooli, "hal", now), await ravi(now), asWorker(now)]) {
      await expect(saveRecheckAnswer(context, accept)).rejects.toMatchObject({ kind: "not-allowed" });
      await expect(answerRecheck(context, { recheckId: id, version: 1, truth: "yes" })).rejects.toMatchObject({ kind: "not-allowed" });
      await expect(sayAllStillTrue(context, { recheckId: id, version: 1 })).rejects.toMatchObject({ kind: "not-allowed" });
    }
    await database().execute(sql`update organization_contact set role = 'reader' where role = 'deputy'`);
    await expect(saveRecheckAnswer(await personOf(globex, "gina", now), accept)).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("HC-CON-013 two people answer at once: one answer stands, the other is told", async () => {
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const [gus, gina] = [await personOf(globex, "gus", now), await personOf(globex, "gina", now)];
    const asked = { recheckId: id, criterion: "user-base", version: 0 };
    const settled = await Promise.allSettled([
      saveRecheckAnswer(gus, { ...asked, says: "still-true" }),
      saveRecheckAnswer(gina, { ...asked, says: "no-longer-true" }),
    ]);
    expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = settled.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ kind: "conflict" });
    expect(await database().select({ version: recheckAnswer.version }).from(recheckAnswer)).toEqual([{ version: 1 }]);
  });

  it("HC-CON-013 two people send at once: it was sent once", async () => {
    await reacts(globex, at("2026-11-17"));
    await say(globex, { now: at("2026-12-02") });
    const settled = await Promise.allSettled([send(at("2026-12-02")), send(at("2026-12-02"), "gina")]);
    expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { id } = await recheckOf(globex);
    expect((await eventsAbout(id)).filter((action) => action === "recheck.answered")).toHaveLength(1);
    await expect(say(globex, { now: at("2026-12-03") })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("HC-MNB-008 an honest double press of Save is no error", async () => {
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const pressed = { recheckId: id, criterion: "user-base", version: 0, says: "still-true" };
    const gus = await personOf(globex, "gus", now);
    expect(await saveRecheckAnswer(gus, pressed)).toEqual({ reads: true, next: "community" });
    expect(await saveRecheckAnswer(gus, pressed)).toEqual({ reads: true, next: "community" });
    expect((await eventsAbout(id)).filter((action) => action === "recheck.answer_saved")).toHaveLength(1);
  });
});

describe("judging", () => {
  beforeEach(async () => {
    await opened(first);
    await reacts(globex, at("2026-11-17"));
    await say(globex, { now: at("2026-12-02"), noLonger: ["community"] });
    await send(at("2026-12-02"));
  });
  const judged = async (verdict: string, reason: string) => {
    const { id, version } = await recheckOf(globex);
    return { recheckId: id, version, verdicts: [{ criterion: "community", verdict, reason }] };
  };

  it("not met fails it, and proposes a removal behind which the reviewer stands; a second person has to agree", async () => {
    const now = at("2026-12-03");
    const context = await ravi(now);
    expect(await judgeRecheck(context, await judged("not-met", "Nobody takes part any more."))).toBe("failed");
    expect(await recheckOf(globex)).toMatchObject({ status: "failed", endedOn: "2026-12-03" });
    const [proposed] = await database().select().from(removal);
    expect(proposed).toMatchObject({ status: "proposed", because: "failed-recheck", firstBy: context.actor.personId, secondBy: null });
    expect(await database().select({ criterion: removalGround.criterion, reason: removalGround.reason }).from(removalGround)).toEqual([
      { criterion: "community", reason: "Nobody takes part any more." },
    ]);
  });

  it("cannot tell counts against nobody", async () => {
    expect(await judgeRecheck(await ravi(at("2026-12-03")), await judged("cannot-tell", "They are looking for somebody."))).toBe("passed");
    expect(await database().select().from(removal)).toEqual([]);
    const [answer] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "community"));
    expect(answer).toMatchObject({ verdict: "cannot-tell", draft: answers.community });
  });

  it("needs a verdict for each, a reason where it is not met, a fresh sign-in to fail, and the newest version", async () => {
    const context = await ravi(at("2026-12-03"));
    const { id, version } = await recheckOf(globex);
    await expect(judgeRecheck(context, { recheckId: id, version, verdicts: [] })).rejects.toMatchObject({
      problems: [{ field: "verdict.community", message: "Select whether it is met" }],
    });
    await expect(judgeRecheck(context, await judged("not-met", ""))).rejects.toMatchObject({ problems: [{ field: "reason.community" }] });
    await expect(judgeRecheck({ ...context, now: at("2026-12-03", 9) }, await judged("not-met", "No."))).rejects.toThrow("Sign in again");
    await expect(judgeRecheck(context, { ...(await judged("met", "")), version: 1 })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("is for reviewers without conflict, and once", async () => {
    await seated("rev@globex.example", "reviewer");
    await seated("aude@committee.example", "auditor");
    const asked = await judged("met", "");
    for (const context of [
      { actor: visitor, now: at("2026-12-03") },
      await personOf(globex, "gus", at("2026-12-03")),
      await signedIn("rev@globex.example", at("2026-12-03")),
      await signedIn("aude@committee.example", at("2026-12-03")),
    ])
      await expect(judgeRecheck(context, asked)).rejects.toMatchObject({ kind: "not-allowed" });
    await judgeRecheck(await ravi(at("2026-12-03")), asked);
    await expect(judgeRecheck(await ravi(at("2026-12-03")), asked)).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("silence", () => {
  it("six letters, the committee told twice, then a proposal and nothing more; from half time on everybody gets them", async () => {
    await opened(first);
    await allArrive();
    const done: string[] = [];
    for (let day = first; day <= "2027-01-10"; day = addDays(day, 1)) {
      for (const step of await night(globex, day)) done.push(`${day} ${step}`);
      await allArrive();
    }
    expect(done).toEqual([
      "2026-11-18 asked-alias-again",
      "2026-12-01 remind",
      "2026-12-11 remind",
      "2026-12-16 remind",
      "2026-12-17 escalate",
      "2027-01-07 escalate",
      "2027-01-08 lapse",
    ]);
    expect((await lettersSince(at(first))).filter((line) => line.startsWith("recheck-"))).toEqual([
      ...["gina", "gus", "security"].map((who) => `recheck-due to ${who}@globex.example`),
      ...["cora", "cora", "ravi", "ravi"].map((who) => `recheck-escalated to ${who}@committee.example`),
      ...["gina", "gina", "gus", "gus", "security", "security"].map((who) => `recheck-grace to ${who}@globex.example`),
      ...["cora", "ravi"].map((who) => `recheck-lapsed to ${who}@committee.example`),
      "recheck-opened to gus@globex.example",
      ...["gina", "gina", "gus", "gus", "security", "security"].map((who) => `recheck-reminder to ${who}@globex.example`),
    ]);
    const [proposed] = await database().select().from(removal);
    expect(proposed).toMatchObject({ status: "proposed", because: "lapsed-recheck", firstBy: null, secondBy: null });
    expect(await database().select({ criterion: removalGround.criterion }).from(removalGround)).toHaveLength(7);
    expect(await scheduleOf(globex)).toBe("2027-11-16");
  });

  it("the same night twice writes nothing twice", async () => {
    await opened(first);
    await allArrive();
    const both = await Promise.all([night(globex, "2026-12-01"), night(globex, "2026-12-01")]);
    expect(both.flat().sort()).toEqual(["asked-alias-again", "remind"]);
    expect(await night(globex, "2026-12-01")).toEqual([]);
  });

  it("HC-MNB-004 the alias is away: the clock stands, the committee is told, and nobody lapses; the days move the ladder", async () => {
    await opened(first);
    await allArrive();
    await night(globex, "2026-12-01");
    await bounces("recheck-reminder", "security@globex.example", at("2026-12-01"));
    expect(await night(globex, "2026-12-02")).toEqual(["stop-clock"]);
    expect(await recheckOf(globex)).toMatchObject({ stoppedOn: "2026-12-02", stoppedBecause: "letters-bounce", lookOn: "2026-12-03" });
    expect(await database().select({ kind: alarm.kind }).from(alarm)).toEqual([{ kind: "clock-stopped" }]);
    for (let day = "2026-12-03"; day < "2027-03-01"; day = addDays(day, 7)) expect(await night(globex, day)).toEqual([]);

    const { id } = await recheckOf(globex);
    await remindNow(await ravi(at("2027-03-01")), { recheckId: id });
    await allArrive();
    expect(await night(globex, "2027-03-02")).toEqual(["start-clock"]);
    expect(await recheckOf(globex)).toMatchObject({ stoppedOn: null, stoppedDays: 90, dueOn: "2026-12-16" });
    expect(await night(globex, "2027-03-11")).toEqual(["remind"]); // 3 working days before 2027-03-16
  });

  it("our own outage stops the clock", async () => {
    await opened(first); // and the letters stay with us
    expect(await night(globex, "2026-11-17")).toEqual([]);
    expect(await night(globex, "2026-11-18")).toEqual(["asked-alias-again", "stop-clock"]);
    expect(await recheckOf(globex)).toMatchObject({ stoppedBecause: "letters-wait" });
    await allArrive(at("2026-11-20"));
    expect(await night(globex, "2026-11-20")).toEqual(["start-clock"]);
  });

  it("a provider that loses letters: nobody can tell, so the clock stands", async () => {
    await opened(first);
    await database().execute(sql`update letter set status = 'accepted', provider_id = id::text, accepted_at = created_at`);
    expect(await night(globex, "2026-11-18")).toEqual(["asked-alias-again", "stop-clock"]);
    expect(await recheckOf(globex)).toMatchObject({ stoppedBecause: "cannot-tell" });
  });

  it("an outage of weeks is caught up with one letter, and never removes", async () => {
    await opened(first);
    await allArrive();
    expect(await night(globex, "2027-02-01")).toEqual(["asked-alias-again", "escalate"]);
    await allArrive();
    expect(await recheckOf(globex)).toMatchObject({ status: "open", reminders: 5 });
    expect(await night(globex, "2027-02-22")).toEqual(["escalate"]);
    expect(await night(globex, "2027-02-23")).toEqual(["lapse"]);
  });

  it("steps are the worker's", async () => {
    await opened(first);
    const { id } = await recheckOf(globex);
    for (const context of [{ actor: visitor }, await personOf(globex), await cora(at(first))])
      await expect(stepRecheck(context, { recheckId: id, day: first })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("by hand", () => {
  beforeEach(async () => {
    await opened(first);
    await allArrive();
  });
  const call = { spokeWith: "Gus, by telephone", spokeOn: "2026-12-20", said: "All as it was." };

  it("HC-LIF-015 an answer by telephone or plain reply counts, also after the due day", async () => {
    await reacts(globex, at("2026-11-17"));
    const { id, version } = await recheckOf(globex);
    await recordByPhone(await ravi(at("2026-12-20")), { recheckId: id, version, ...call, answer: "all-still-true" });
    expect(await recheckOf(globex)).toMatchObject({ status: "passed", byPhone: true });
    expect((await eventsAbout(id)).slice(-3)).toEqual(["recheck.contact_recorded", "recheck.answered", "recheck.passed"]);
  });

  it("HC-LIF-015 an answer after the lapse is read before the removal goes on", async () => {
    await reacts(globex, at("2026-11-17"));
    for (const day of ["2026-12-17", "2027-01-07", "2027-01-08"]) {
      await night(globex, day);
      await allArrive();
    }
    expect((await recheckOf(globex)).status).toBe("lapsed");
    await say(globex, { now: at("2027-01-09") });
    expect(await send(at("2027-01-09"))).toBe("told");
    expect((await recheckOf(globex)).status).toBe("answered");
    const [proposed] = await database().select().from(removal);
    expect(proposed?.status).toBe("proposed"); // people stop it
    const { id, version } = await recheckOf(globex);
    await judgeRecheck(await ravi(at("2027-01-09")), { recheckId: id, version, verdicts: [] });
    expect((await recheckOf(globex)).status).toBe("passed");
  });

  it("what changed by word of mouth is judged", async () => {
    const { id, version } = await recheckOf(globex);
    const context = await ravi(at("2026-12-20"));
    await expect(recordByPhone(context, { recheckId: id, version, ...call, answer: "changed" })).rejects.toThrow("Select what has changed");
    await recordByPhone(context, { recheckId: id, version, ...call, answer: "changed", changed: ["community"] });
    expect((await recheckOf(globex)).status).toBe("answered");
    const said = await database().select().from(recheckAnswer).where(eq(recheckAnswer.criterion, "community"));
    expect(said).toMatchObject([{ says: "changed", words: "All as it was.", saidBy: null }]);
  });

  it("being reached counts as heard: grace runs from that day", async () => {
    for (const day of ["2026-12-17"]) await night(globex, day);
    const { id, version } = await recheckOf(globex);
    await bounces("recheck-grace", "security@globex.example", at("2026-12-17"));
    await recordByPhone(await ravi(at("2026-12-20")), { recheckId: id, version, ...call, answer: "heard" });
    expect(await night(globex, "2026-12-21")).toEqual([]);
    expect((await recheckOf(globex)).lookOn).toBe("2027-01-10");
    expect(await night(globex, "2027-01-10")).toEqual(["escalate"]);
  });

  it("more time, with a day and a reason: the ladder begins anew", async () => {
    await night(globex, "2026-12-17");
    const { id, version } = await recheckOf(globex);
    const context = await ravi(at("2026-12-18"));
    const asked = { recheckId: id, version, until: "2027-02-01", reason: "They move offices." };
    await expect(extendRecheck(context, { ...asked, until: "2026-12-18" })).rejects.toThrow("Choose a day");
    await expect(extendRecheck(context, { ...asked, until: "2027-06-01" })).rejects.toThrow("Choose a day");
    await expect(extendRecheck(context, { ...asked, reason: " " })).rejects.toThrow("Enter a reason");
    await extendRecheck(context, asked);
    expect(await recheckOf(globex)).toMatchObject({ dueOn: "2027-02-01", reminders: 1, extendedBecause: "They move offices." });
    await expect(extendRecheck(context, asked)).rejects.toMatchObject({ kind: "conflict" });
    await allArrive();
    expect(await night(globex, "2027-01-17")).toEqual(["remind"]);
    expect(await night(globex, "2027-01-19")).toEqual(["stop-clock"]); // those letters did not arrive
  });

  it("a reminder by hand goes to everybody, once a day", async () => {
    const { id } = await recheckOf(globex);
    const now = at("2026-11-25");
    await remindNow(await ravi(now), { recheckId: id });
    await remindNow(await ravi(now), { recheckId: id });
    expect(await lettersSince(now)).toEqual(["gina", "gus", "security"].map((who) => `recheck-reminder to ${who}@globex.example`));
  });

  it("is for reviewers and chairs without conflict", async () => {
    await seated("rev@globex.example", "reviewer");
    const { id, version } = await recheckOf(globex);
    const now = at("2026-12-20");
    for (const context of [
      { actor: visitor, now },
      await personOf(globex, "gus", now),
      await signedIn("rev@globex.example", now),
      asWorker(now),
    ]) {
      await expect(recordByPhone(context, { recheckId: id, version, ...call, answer: "heard" })).rejects.toMatchObject({
        kind: "not-allowed",
      });
      await expect(extendRecheck(context, { recheckId: id, version, until: "2027-02-01", reason: "No" })).rejects.toMatchObject({
        kind: "not-allowed",
      });
      await expect(remindNow(context, { recheckId: id })).rejects.toMatchObject({ kind: "not-allowed" });
    }
  });

  it("is called off when the member has left, by the worker alone", async () => {
    const asked = { memberId: globex.memberId };
    await callOffRecheck(asWorker(at("2026-11-25")), asked); // it has not left
    expect((await recheckOf(globex)).status).toBe("open");
    await database().execute(sql`update member set left_on = '2026-11-25' where id = ${globex.memberId}`);
    await expect(callOffRecheck(await cora(at("2026-11-25")), asked)).rejects.toMatchObject({ kind: "not-allowed" });
    await callOffRecheck(asWorker(at("2026-11-25")), asked);
    await callOffRecheck(asWorker(at("2026-11-25")), asked);
    expect(await database().select({ status: recheck.status, endedOn: recheck.endedOn }).from(recheck)).toEqual([
      { status: "called-off", endedOn: "2026-11-25" },
    ]);
    expect(await night(globex, "2026-12-17")).toEqual([]);
  });
});
