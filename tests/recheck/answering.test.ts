import { eq, isNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { contactAlias, evidenceCheck, memberAnswer, recheckAnswer, recheckQuestion } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { askRecheckQuestion } from "@/lib/recheck/commands/ask-question";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { withdrawRecheckQuestion } from "@/lib/recheck/commands/withdraw-question";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { answers } from "../application/world";
import { readyToRace } from "../setup/race";
import {
  admitted,
  asWorker,
  at,
  beginWithGlobexDue,
  emailsSince,
  eventsAbout,
  first,
  globex,
  night,
  opened,
  personOf,
  ravi,
  reacts,
  recheckOf,
  say,
  scheduleOf,
  send,
} from "./world";

beginWithGlobexDue();

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
    expect(await emailsSince(now)).toEqual([
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

  it("passes once the alias has answered and every question was withdrawn", async () => {
    const now = at(first, 9);
    await say(globex, { now });
    await send(now);
    const { id: recheckId } = await recheckOf(globex);
    const askAndWithdraw = async (when: Date) => {
      await askRecheckQuestion(await ravi(when), { recheckId, criterion: "community", question: "Which of you takes part?" });
      const [question] = await database().select().from(recheckQuestion).where(isNull(recheckQuestion.closedAt));
      return async () => withdrawRecheckQuestion(await ravi(when), { recheckId, questionId: question?.id ?? "" });
    };
    await (await askAndWithdraw(now))();
    const withdraw = await askAndWithdraw(at(first, 10));
    await reacts(globex, at("2026-11-17"));
    expect((await recheckOf(globex)).status).toBe("answered"); // a question is open
    await withdraw();
    await night(globex, "2026-11-18");
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
    const silent = { criterion: "security-alias", verdict: "cannot-tell", reason: "" };
    await decideRecheck(await ravi(at("2026-11-20")), { recheckId: id, version, verdicts: [silent] });
    expect((await recheckOf(globex)).status).toBe("passed");
  });

  it("an answer at the alias that came too fast counts once the committee has found the criterion met", async () => {
    const answeredAt = async () =>
      (await database().select({ at: contactAlias.answeredAt }).from(contactAlias).where(eq(contactAlias.memberId, globex.memberId)))[0]
        ?.at;
    const [before, quickly] = [await answeredAt(), new Date(at(first).getTime() + 30_000)];
    await reacts(globex, quickly);
    await say(globex, { now: at(first, 9) });
    await send(at(first, 9));
    const { id, version, status } = await recheckOf(globex);
    expect([status, await answeredAt()]).toEqual(["answered", before]);
    const met = { criterion: "security-alias", verdict: "met", reason: "" };
    await decideRecheck(await ravi(at("2026-11-17")), { recheckId: id, version, verdicts: [met] });
    expect([(await recheckOf(globex)).status, await answeredAt()]).toEqual(["passed", quickly]);
  });

  it("a failed automatic check keeps it from passing automatically", async () => {
    await reacts(globex, at("2026-11-17"));
    await database()
      .insert(evidenceCheck)
      .values({
        list: "istio",
        memberId: globex.memberId,
        name: "sister-list",
        target: "Globex",
        result: "no",
        sentence: "The Envoy list does not name Globex.",
        seen: {},
        seenHash: "0",
        because: "recheck",
        at: at("2026-11-17"),
      });
    await say(globex, { now: at("2026-12-02") });
    expect(await send(at("2026-12-02"))).toBe("told");
    expect(await emailsSince(at("2026-12-02"))).toEqual([
      "recheck-answered to cora@committee.example",
      "recheck-answered to ravi@committee.example",
    ]);
  });

  it("an answer at the alias that came too fast is reviewed by a person", async () => {
    await reacts(globex, new Date(at(first).getTime() + 20_000));
    await say(globex, { now: at("2026-12-02") });
    expect(await send(at("2026-12-02"))).toBe("told");
  });

  it("a changed answer is kept even when it is wrong, and sent when it reads; the committee decides it", async () => {
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
    await decideRecheck(await ravi(now), {
      recheckId: id,
      version: (await recheckOf(globex)).version,
      verdicts: [{ criterion: "redistribution", verdict: "met", reason: "" }],
    });
    const [answer] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "redistribution"));
    expect(answer).toMatchObject({ draft: right, verdict: "met", confirmedOn: "2026-12-02" });
  });

  it("'changed' without a change is refused, and says what to do; the same answer with a text is sent", async () => {
    await reacts(globex, at("2026-11-17"));
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const gus = await personOf(globex, "gus", now);
    const same = { recheckId: id, criterion: "redistribution", says: "changed", draft: answers.redistribution };
    expect(await saveRecheckAnswer(gus, { ...same, version: 0 })).toMatchObject({ reads: false });
    await sayAllStillTrue(gus, { recheckId: id, version: (await recheckOf(globex)).version });
    await expect(send(now)).rejects.toMatchObject({
      problems: [
        {
          message: expect.stringContaining('the answer is the same as before. Correct it under "What has changed", or select "Still true"'),
        },
      ],
    });
    expect(await saveRecheckAnswer(gus, { ...same, version: 1, words: "We are about to rename it." })).toMatchObject({ reads: true });
    expect(await send(now)).toBe("told");
  });

  it("names every open point when it is sent too early", async () => {
    const { id, version } = await recheckOf(globex);
    const sent = answerRecheck(await personOf(globex, "gus", at("2026-12-02")), { recheckId: id, version, truth: "yes" });
    await expect(sent).rejects.toMatchObject({ kind: "input", problems: { length: 7 } });
  });

  it("an alias with which one of them signs in needs a reason, as everywhere else", async () => {
    await database().update(contactAlias).set({ address: "gus@globex.example" }).where(eq(contactAlias.memberId, globex.memberId));
    const { id } = await recheckOf(globex);
    const gus = await personOf(globex, "gus", at("2026-12-02"));
    const reads = async (version: number, reachesTeam: string) => {
      const draft = { ...answers["security-alias"], address: "gus@globex.example", reachesTeam };
      return (await saveRecheckAnswer(gus, { recheckId: id, criterion: "security-alias", version, says: "changed", draft })).reads;
    };
    expect(await reads(0, "")).toBe(false);
    expect(await reads(1, "It is a shared mailbox; Gus is only its name.")).toBe(true);
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
    await expect(saveRecheckAnswer(await personOf(globex, "gina", now), accept)).rejects.toThrow("Only a primary");
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

  it("HC-CON-013 two people answer at once: one answer is stored, the other person is told", async () => {
    const now = at("2026-12-02");
    const { id } = await recheckOf(globex);
    const [gus, gina] = [await personOf(globex, "gus", now), await personOf(globex, "gina", now)];
    const asked = { recheckId: id, criterion: "user-base", version: 0 };
    await readyToRace();
    const results = await Promise.allSettled([
      saveRecheckAnswer(gus, { ...asked, says: "still-true" }),
      saveRecheckAnswer(gina, { ...asked, says: "no-longer-true" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ kind: "conflict" });
    expect(await database().select({ version: recheckAnswer.version }).from(recheckAnswer)).toEqual([{ version: 1 }]);
  });

  it("HC-CON-013 two people send at once: it was sent once", async () => {
    await reacts(globex, at("2026-11-17"));
    await say(globex, { now: at("2026-12-02") });
    await readyToRace();
    const results = await Promise.allSettled([send(at("2026-12-02")), send(at("2026-12-02"), "gina")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
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
