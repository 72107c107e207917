import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { member, memberAnswer, recheckAnswer, recheckQuestion } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { Context } from "@/lib/kernel/command";
import { answerRecheckQuestion } from "@/lib/recheck/commands/answer-question";
import { askRecheckQuestion } from "@/lib/recheck/commands/ask-question";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { withdrawRecheckQuestion } from "@/lib/recheck/commands/withdraw-question";
import { ownRecheck } from "@/lib/recheck/queries/own";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { istio } from "@/lists/istio";
import { answers, committeeMember } from "../application/world";
import { readyToRace } from "../setup/race";
import {
  asWorker,
  at,
  beginWithGlobexDue,
  cora,
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
  send,
  signedIn,
} from "./world";

beginWithGlobexDue();

const asked: Day = "2026-12-03";
const dueOn = addDays(asked, istio.decision.answerWithinDays);
const now = at(asked);
const words = "Which of you takes part in the working group?";

beforeEach(async () => {
  await opened(first);
  await reacts(globex, at("2026-11-17"));
  await say(globex, { now: at("2026-12-02"), noLonger: ["community"] });
  await send(at("2026-12-02"));
});

const id = async () => (await recheckOf(globex)).id;
const ask = async (context: Promise<Context> = ravi(now), question = words) =>
  askRecheckQuestion(await context, { recheckId: await id(), criterion: "community", question });
const question = async () => {
  const [row] = await database().select().from(recheckQuestion);
  if (row === undefined) throw new Error("No question");
  return row;
};
const answer = async (reply = "Ada does.", who = "gus", when = at("2026-12-04")) =>
  answerRecheckQuestion(await personOf(globex, who, when), { recheckId: await id(), questionId: (await question()).id, reply });
const withdraw = async (when = at("2026-12-04")) =>
  withdrawRecheckQuestion(await ravi(when), { recheckId: await id(), questionId: (await question()).id });
const decide = async (when: Date) => {
  const { id: recheckId, version } = await recheckOf(globex);
  const verdicts = [{ criterion: "community", verdict: "met", reason: "" }];
  return decideRecheck(await ravi(when), { recheckId, version, verdicts });
};
const change = async (says: string, version = 1, criterion = "community") =>
  saveRecheckAnswer(await personOf(globex, "gus", at("2026-12-04")), {
    recheckId: await id(),
    criterion,
    version,
    says,
    ...(says === "changed" ? { draft: { ...answers[criterion], words: "" } } : {}),
  });

describe("asking back", () => {
  it("opens exactly that answer, tells the member by when, and pauses the deadline", async () => {
    await ask();
    expect(await question()).toMatchObject({ criterion: "community", question: words, dueOn });
    expect(await emailsSince(now)).toEqual(
      expect.arrayContaining(["recheck-question to gus@globex.example", "recheck-question to gina@globex.example"]),
    );
    expect(await recheckOf(globex)).toMatchObject({ status: "answered" });
    const own = await ownRecheck((await personOf(globex, "gus", now)).actor, globex.memberId, now);
    expect(own?.questions).toMatchObject([{ criterion: "community", question: words, dueOn }]);
    await expect(change("no-longer-true", 1, "user-base")).rejects.toMatchObject({ kind: "conflict" });
    await change("still-true");
    const [storedAnswer] = await database().select().from(recheckAnswer).where(eq(recheckAnswer.criterion, "community"));
    expect(storedAnswer).toMatchObject({ says: "still-true", version: 2 });
    expect(await eventsAbout(await id())).toContain("recheck.question_asked");
  });

  it("twice by a double-click is once; another question on the same answer waits for the first", async () => {
    await readyToRace();
    await Promise.all([ask(), ask()]);
    expect(await database().select().from(recheckQuestion)).toHaveLength(1);
    await expect(ask(cora(now), "And since when?")).rejects.toMatchObject({ kind: "conflict" });
  });

  it("is for reviewers without conflict, once the answers were sent", async () => {
    await committeeMember("rev@globex.example", "reviewer");
    await committeeMember("aude@committee.example", "auditor");
    for (const context of [
      { actor: visitor, now },
      await personOf(globex, "gus", now),
      await signedIn("rev@globex.example", now),
      await signedIn("aude@committee.example", now),
    ])
      await expect(ask(Promise.resolve(context))).rejects.toMatchObject({ kind: "not-allowed" });
    await decide(now);
    await expect(ask()).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("answering", () => {
  beforeEach(async () => {
    await ask();
  });

  it("a reply goes to the reviewers, who can decide then", async () => {
    await expect(decide(at("2026-12-04"))).rejects.toThrow("is open until");
    await answer();
    expect(await emailsSince(at("2026-12-04"))).toEqual([
      "recheck-question-back to cora@committee.example",
      "recheck-question-back to ravi@committee.example",
    ]);
    const { actor } = await ravi(at("2026-12-04"));
    const view = await recheckForCommittee(actor, istio, { reference: (await recheckOf(globex)).reference, now: at("2026-12-04") });
    expect(view?.view === "full" && view.questions).toMatchObject([{ reply: "Ada does.", criterion: "community" }]);
    expect(await decide(at("2026-12-05"))).toBe("passed");
  });

  it("neither a reply nor a changed answer is refused, with what to do; a changed answer alone is enough", async () => {
    await expect(answer("")).rejects.toMatchObject({
      problems: [{ field: "reply", message: "Enter a reply, or change the answer first" }],
    });
    await change("still-true");
    await answer("");
    expect((await question()).answeredAt).toEqual(at("2026-12-04"));
  });

  it("an answer that became still true does not pass by itself: somebody asked, and decides", async () => {
    await change("still-true");
    await answer("");
    await night(globex, "2026-12-05");
    expect(await recheckOf(globex)).toMatchObject({ status: "answered" });
  });

  it("of two people at once one has answered; a second click of one is nothing", async () => {
    await readyToRace();
    const both = await Promise.allSettled([answer("Ada does."), answer("Bob does.", "gina")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const { reply } = await question();
    await answer(reply, reply === "Ada does." ? "gus" : "gina");
    expect((await eventsAbout(await id())).filter((action) => action === "recheck.question_answered")).toHaveLength(1);
    await expect(change("still-true")).rejects.toMatchObject({ kind: "conflict" });
  });

  it("strangers and the committee do not answer", async () => {
    const given = { recheckId: await id(), questionId: (await question()).id, reply: "No." };
    for (const context of [{ actor: visitor, now }, await ravi(now), asWorker(now)])
      await expect(answerRecheckQuestion(context, given)).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("without an answer", () => {
  beforeEach(async () => {
    await ask();
  });

  it("the member is reminded once, then the committee is told once and can decide; nothing expires", async () => {
    const kinds = async (day: Day) => (await emailsSince(at(day))).map((line) => line.split(" ")[0]);
    const remindOn = addDays(dueOn, -Math.min(...istio.decision.remindAnswerBeforeDays));
    await night(globex, addDays(remindOn, -1));
    expect(await kinds(addDays(remindOn, -1))).toEqual([]);
    await night(globex, remindOn);
    await night(globex, remindOn);
    expect(new Set(await kinds(remindOn))).toEqual(new Set(["recheck-question"]));
    await night(globex, dueOn);
    const after = addDays(dueOn, 1);
    await night(globex, after);
    await night(globex, addDays(after, 1));
    expect(await kinds(after)).toEqual(["recheck-question-back", "recheck-question-back"]);
    expect(await recheckOf(globex)).toMatchObject({ status: "answered" });
    expect(await decide(at(after, 9))).toBe("passed");
    expect(await question()).toMatchObject({ answeredAt: null, closedBy: null });
    expect((await question()).closedAt).not.toBeNull();
  });

  it("a late answer counts until somebody has decided", async () => {
    await night(globex, addDays(dueOn, 1));
    await answer("Ada does.", "gus", at(addDays(dueOn, 2)));
    expect((await question()).answeredAt).not.toBeNull();
  });

  it("a withdrawn question closes the answer again, tells the member, and is withdrawn once", async () => {
    await withdraw();
    await withdraw();
    expect((await emailsSince(at("2026-12-04"))).filter((line) => line.endsWith("gus@globex.example"))).toEqual([
      "recheck-question-withdrawn to gus@globex.example",
    ]);
    await expect(answer()).rejects.toThrow("withdrawn");
    await expect(change("still-true")).rejects.toMatchObject({ kind: "conflict" });
    expect(await decide(at("2026-12-05"))).toBe("passed");
  });

  describe("what was typed and not sent", () => {
    const sent = { says: "no-longer-true" };
    const typeHalf = async () =>
      saveRecheckAnswer(await personOf(globex, "gus", at("2026-12-04")), {
        recheckId: await id(),
        criterion: "community",
        version: 1,
        says: "changed",
        draft: { text: "" },
      });
    const statement = async () => {
      const its = and(eq(memberAnswer.memberId, globex.memberId), eq(memberAnswer.criterion, "community"));
      return (await database().select({ draft: memberAnswer.draft }).from(memberAnswer).where(its))[0]?.draft;
    };
    const storedAnswer = async () => (await database().select().from(recheckAnswer).where(eq(recheckAnswer.criterion, "community")))[0];
    const unsure = async (when: Date) => {
      const { id: recheckId, version } = await recheckOf(globex);
      return decideRecheck(await ravi(when), {
        recheckId,
        version,
        verdicts: [{ criterion: "community", verdict: "cannot-tell", reason: "" }],
      });
    };

    it("is for the member alone while the question is open: reviewers read what was sent", async () => {
      expect(await typeHalf()).toMatchObject({ reads: false });
      const when = at("2026-12-04");
      const own = await ownRecheck((await personOf(globex, "gus", when)).actor, globex.memberId, when);
      expect(own?.again.find(({ criterion }) => criterion.key === "community")?.response).toMatchObject({
        says: "changed",
        draft: { text: "" },
      });
      const { actor } = await ravi(when);
      const view = await recheckForCommittee(actor, istio, { reference: (await recheckOf(globex)).reference, now: when });
      expect(view?.view === "full" && view.again.find(({ criterion }) => criterion.key === "community")?.response).toMatchObject(sent);
    });

    it("takes the place of nothing when the question is withdrawn", async () => {
      const before = await statement();
      await typeHalf();
      await withdraw();
      expect(await storedAnswer()).toMatchObject(sent);
      expect(await unsure(at("2026-12-05"))).toBe("passed");
      expect(await statement()).toEqual(before);
    });

    it("takes the place of nothing when the question runs out", async () => {
      const before = await statement();
      await typeHalf();
      expect(await unsure(at(addDays(dueOn, 1)))).toBe("passed");
      expect(await storedAnswer()).toMatchObject(sent);
      expect(await statement()).toEqual(before);
    });
  });

  it("an answered question is not withdrawn", async () => {
    await answer();
    await expect(withdraw(at("2026-12-05"))).rejects.toMatchObject({ kind: "conflict" });
  });

  it("a member that leaves ends it with the re-check", async () => {
    await database().update(member).set({ leftOn: "2026-12-04" }).where(eq(member.id, globex.memberId));
    await callOffRecheck(asWorker(at("2026-12-04")), { memberId: globex.memberId });
    expect((await question()).closedAt).toEqual(at("2026-12-04"));
    await expect(answer()).rejects.toMatchObject({ kind: expect.stringMatching(/conflict|not-allowed/) });
  });
});
