import { and, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { memberAnswer, removal, removalReason } from "@/db/schema";
import { policyHash, policyVersion } from "@/lib/list/embargo";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { answerCriterion } from "@/lib/removal/commands/answer-criterion";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { runRechecksOfDay } from "@/lib/worker/rechecks-of-day";
import { answers } from "../application/world";
import { testDatabase } from "../setup/database";
import { comingList } from "./coming-list";
import { type Admitted, admitted, allArrive, asWorker, at, emailsSince, eventsAbout, forget, personOf, recheckOf } from "./world";

vi.mock("@/lists", async (original) => {
  const lists = await original<typeof import("@/lists")>();
  const { comingList: coming } = await import("./coming-list");
  return { ...lists, allLists: [...lists.allLists, coming], hostedLists: () => [...lists.hostedLists(undefined), coming] };
});

const run = (day: string) => runRechecksOfDay([comingList], { day, now: at(day) });
const accepted = { ...answers["embargo-policy"], policyVersion: "2027-02" };
let globex: Admitted;
let initech: Admitted;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex", { list: comingList, since: "2026-06-01" });
  initech = await admitted("Initech", { list: comingList, since: "2026-06-01", people: [["ian", "primary"]] });
});

describe("a new version of the embargo policy", () => {
  it("is announced, accepted only by the primary, with version and hash of the text in the trail; members that have not are proposed on the day it takes effect", async () => {
    expect(await run("2027-01-15")).toMatchObject({ told: 4 }); // the tightened criterion and the policy
    expect((await emailsSince(at("2027-01-15"))).filter((line) => line.startsWith("policy"))).toEqual([
      "policy-announced to gina@globex.example",
      "policy-announced to gus@globex.example",
      "policy-announced to ian@initech.example",
    ]);
    const asked = { memberId: globex.memberId, criterion: "embargo-policy", draft: accepted };
    const now = at("2027-01-20");
    await expect(answerCriterion(await personOf(globex, "gina", now), asked)).rejects.toMatchObject({ kind: "not-allowed" });
    const old = { ...asked, draft: { ...accepted, policyVersion: "2022-02" } };
    await expect(answerCriterion(await personOf(globex, "gus", now), old)).rejects.toMatchObject({ kind: "input" });
    expect(await answerCriterion(await personOf(globex, "gus", now), asked)).toEqual({ says: "yes" });
    const policy = policyVersion(comingList, "2027-02");
    const { rows } = await database().execute<{ data: unknown }>(
      sql`select data from audit_event where subject_id = ${globex.memberId} and action = 'criterion.policy_accepted'`,
    );
    expect(rows).toEqual([{ data: { version: "2027-02", hash: policy && policyHash(policy) } }]);

    await allArrive();
    expect(await run("2027-02-15")).toMatchObject({ proposed: 1 });
    expect(await database().select({ memberId: removal.memberId, because: removal.because }).from(removal)).toEqual([
      { memberId: initech.memberId, because: "embargo-policy" },
    ]);
    const [aReason] = await database().select().from(removalReason);
    expect(aReason).toMatchObject({
      criterion: "embargo-policy",
      reason:
        "Version 2027-02 of the embargo policy has been in force since 15 February 2027. It was announced on 15 January 2027, and the member had not shown that it meets it by the day it took effect.",
    });
    expect(await run("2027-02-15")).toMatchObject({ proposed: 0 });

    const late = at("2027-02-20");
    const ian = await personOf(initech, "ian", late);
    const no = { ...accepted, accept: "no" };
    await answerCriterion(ian, { memberId: initech.memberId, criterion: "embargo-policy", draft: no });
    expect(await database().select({ status: removal.status }).from(removal)).toEqual([{ status: "proposed" }]);
    await answerCriterion(ian, { memberId: initech.memberId, criterion: "embargo-policy", draft: accepted });
    expect(await database().select({ status: removal.status, because: removal.stoppedBecause }).from(removal)).toEqual([
      { status: "stopped", because: "No reason for the removal is left.\n\nVersion 2027-02 of the embargo policy was accepted." },
    ]);
  });

  it("a criterion that is tightened with notice is answered anew, under its new version", async () => {
    await run("2027-01-15");
    await allArrive();
    const asked = { memberId: globex.memberId, criterion: "user-base", draft: answers["user-base"] ?? {} };
    await answerCriterion(await personOf(globex, "gina", at("2027-01-20")), asked);
    const its = and(eq(memberAnswer.memberId, globex.memberId), eq(memberAnswer.criterion, "user-base"));
    expect(await database().select({ version: memberAnswer.criterionVersion }).from(memberAnswer).where(its)).toEqual([
      { version: "2027-03-01" },
    ]);
    await run("2027-03-01");
    const reasons = await database().select({ criterion: removalReason.criterion }).from(removalReason).orderBy(removalReason.criterion);
    expect(reasons).toEqual([{ criterion: "embargo-policy" }, { criterion: "embargo-policy" }, { criterion: "user-base" }]);
    expect(await eventsAbout(globex.memberId)).toContain("criterion.answered");
  });

  it("in a re-check the old acceptance cannot be called still true once a newer version holds", async () => {
    await openDueRechecks(asWorker(at("2027-06-01")), { list: "coming", day: "2027-06-01" });
    const { id, version } = await recheckOf(globex);
    const gus = await personOf(globex, "gus", at("2027-06-02"));
    await sayAllStillTrue(gus, { recheckId: id, version });
    const send = async () => answerRecheck(gus, { recheckId: id, version: (await recheckOf(globex)).version, truth: "yes" });
    await expect(send()).rejects.toMatchObject({
      problems: [
        { field: "embargo-policy", message: '5. Embargo policy: The embargo policy has a newer version. Select "Changed", and accept it' },
      ],
    });
    const accept = { recheckId: id, criterion: "embargo-policy", version: 1, says: "changed", draft: accepted };
    expect(await saveRecheckAnswer(gus, accept)).toMatchObject({ reads: true });
    expect(await send()).toBe("told");
  });
});
