import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { dayOf } from "@/lib/kernel/calendar";
import { actions } from "@/lib/member/open-task";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { submitEvidence } from "@/lib/removal/commands/submit-evidence";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import { testDatabase } from "../setup/database";
import { expectStatusKept, factsNow } from "./kept-status";
import { type Admitted, admitted, type Committee, committee, of, onDay, personOf, proposed } from "./world";

let who: Committee;
let globex: Admitted;
let reference: string;

beforeEach(async () => {
  await testDatabase();
  who = await committee();
  globex = await admitted("Globex");
  reference = await proposed(globex, who.rita);
});

/** The committee's open tasks, after checking that they do not contradict the commands. */
async function committees(now = onDay(3)): Promise<readonly string[]> {
  await expectStatusKept(globex.memberId, dayOf(now), "Globex");
  const { openTasks } = (await factsNow(globex.memberId, dayOf(now))).status;
  return openTasks.filter(({ actor }) => actor === "committee").map(({ action }) => action);
}

const agree = async () => agreeRemoval(await of(who.cora, onDay(3)), { reference });
const waits = async (now = onDay(3)) =>
  (await openTasksWaiting((await of(who.cora, now)).actor, "istio", now))?.map(({ kind, count }) => `${count} ${kind}`);

/** What `answerCriterion` writes, on a criterion that already counts. */
async function answersOnItsPage(at: Date, { verdict = null as string | null, criterion = "user-base" } = {}): Promise<void> {
  await database().execute(sql`update member_answer set answered_at = ${at.toISOString()}::timestamptz, verdict = ${verdict}
    where member_id = ${globex.memberId} and criterion = ${criterion}`);
}

/** An answered re-check, waiting for the committee. */
async function answersRecheck(): Promise<void> {
  await database().execute(sql`insert into recheck (reference, list, member_id, because, criteria, opened_on, due_on, next_check_on, status, answered_at)
    values ('2026-777', 'istio', ${globex.memberId}, 'schedule', '{community}', ${dayOf(onDay(0))}, ${dayOf(onDay(1))}, ${dayOf(onDay(1))}, 'answered', ${onDay(2).toISOString()}::timestamptz)`);
}

async function isAsked(dueOn: string, criterion = "community"): Promise<void> {
  await database().execute(sql`insert into recheck_question (recheck_id, criterion, question, answer_version, asked_by, asked_at, due_on)
    select id, ${criterion}, 'Who?', 1, ${who.raj.personId}, ${onDay(2).toISOString()}::timestamptz, ${dueOn} from recheck`);
}

describe("approving is the committee's open task only when nothing is unread", () => {
  it("with nothing sent", async () => {
    expect(await committees()).toContain(actions.agree);
    expect(await waits()).toEqual(["1 removal"]);
    expect(await agree()).toBe("agreed");
  });

  it("not with unread evidence, which is counted as such", async () => {
    const gus = await personOf(globex, "gus", onDay(2));
    await submitEvidence(gus, { member: globex.memberId, criterion: "user-base", evidence: "It is met." });
    expect(await committees()).toEqual(expect.arrayContaining([actions.readEvidence]));
    expect(await waits()).toEqual(["1 evidence"]);
    await expect(agree()).rejects.toThrow("Nobody can agree yet");
  });

  it("not with an answer on the member's page, until somebody has reviewed it", async () => {
    await answersOnItsPage(onDay(2));
    expect(await committees()).toEqual(expect.arrayContaining([actions.readAnswer]));
    expect(await waits()).toEqual(["1 answer"]);
    await expect(agree()).rejects.toThrow("Nobody can agree yet");
    await answersOnItsPage(onDay(2), { verdict: "cannot-tell" });
    expect(await committees()).not.toContain(actions.readAnswer);
    expect(await waits()).toEqual(["1 removal"]);
    expect(await agree()).toBe("agreed");
  });

  it("also with an answer from before the proposal, or on what is no reason", async () => {
    await answersOnItsPage(onDay(-1));
    await answersOnItsPage(onDay(2), { criterion: "community" });
    expect(await committees()).toContain(actions.agree);
    expect(await waits()).toEqual(["1 removal"]);
    expect(await agree()).toBe("agreed");
  });

  it("not beside an answered re-check, though the reason is another", async () => {
    await answersRecheck();
    expect(await committees()).toEqual(expect.arrayContaining([actions.reviewAnswers]));
    expect(await waits()).toEqual(["1 recheck"]);
    await expect(agree()).rejects.toThrow("Nobody can agree yet");
  });

  it("not while a question has its days; past the last of them the committee decides without the answer", async () => {
    await answersRecheck();
    await isAsked(dayOf(onDay(3)));
    await isAsked(dayOf(onDay(5)), "user-base");
    for (const day of [3, 4, 5]) {
      expect(await committees(onDay(day))).not.toContain(actions.agree);
      expect(await committees(onDay(day))).not.toContain(actions.decideWithoutAnswer);
      expect(await waits(onDay(day))).toEqual([]);
    }
    expect(await committees(onDay(6))).toContain(actions.decideWithoutAnswer);
    expect(await waits(onDay(6))).toEqual(["1 recheck"]);
    await expect(agree()).rejects.toThrow("Nobody can agree yet");
  });
});
