import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { recheck, removal, removalReason } from "@/db/schema";
import type { Day } from "@/lib/kernel/calendar";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { memberStatus } from "@/lib/member/status";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { ownRecheck } from "@/lib/recheck/queries/own";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { recordByPhone } from "@/lib/removal/commands/record-by-phone";
import { memberToRecheck, recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { istio } from "@/lists/istio";
import { readyToRace } from "../setup/race";
import { asWorker, at, beginWithGlobexDue, cora, expires, first, globex, personOf, ravi, reacts, recheckOf, say, send } from "./world";

beginWithGlobexDue();

const day: Day = "2027-02-01";
const now = at(day);
/** The re-check that expired. */
let old: typeof recheck.$inferSelect;

beforeEach(async () => {
  await expires(first);
  old = await recheckOf(globex);
});

const opens = async () => {
  await openRecheck(await cora(now), { memberId: globex.memberId });
  await testAliasResponse(asWorker(now), { recheckId: (await recheckOf(globex)).id });
};
const statusOf = async () => {
  const [membership] = await membershipsOf((await personOf(globex)).actor, "istio");
  if (membership === undefined) throw new Error("Globex is no member");
  return memberStatus(istio, membership.facts, day);
};

describe("an expired re-check and a newer one", () => {
  it("refuses every way to answer the expired one, and names the newer", async () => {
    await say(globex, { now }); // all of it is written down, and not sent
    const { version } = await recheckOf(globex);
    await opens();
    const newer = await recheckOf(globex);
    const sentence = `A newer re-check of this member, ${newer.reference}, replaced this one. Answer that one instead.`;
    const [gus, recheckId] = [await personOf(globex, "gus", now), old.id];
    await expect(answerRecheck(gus, { recheckId, version, truth: "yes" })).rejects.toMatchObject({ kind: "conflict", message: sentence });
    await expect(sayAllStillTrue(gus, { recheckId, version })).rejects.toThrow(sentence);
    await expect(saveRecheckAnswer(gus, { recheckId, criterion: "community", version: 1, says: "no-longer-true" })).rejects.toThrow(
      sentence,
    );
    const call = { spokeWith: "Gus", spokeOn: day, said: "All as it was.", answer: "all-still-true" };
    await expect(recordByPhone(await ravi(now), { recheckId, version, ...call })).rejects.toThrow(sentence);
    expect(await ownRecheck(gus.actor, globex.memberId, now)).toMatchObject({ reference: newer.reference, status: "open" });
  });

  it("asks in a new one of some criteria all that nobody answered, so that its answer ends the removal", async () => {
    const chair = await cora(now);
    expect(await memberToRecheck(chair.actor, istio, globex.memberId)).toMatchObject({ unanswered: old.criteria });
    await openRecheck(chair, { memberId: globex.memberId, criteria: ["security-alias"] });
    await testAliasResponse(asWorker(now), { recheckId: (await recheckOf(globex)).id });
    expect((await recheckOf(globex)).criteria).toEqual(old.criteria);
    await reacts(globex, at("2027-02-02"));
    await say(globex, { now: at("2027-02-02") });
    await send(at("2027-02-02"));
    const { id: recheckId, version } = await recheckOf(globex);
    expect(await decideRecheck(await ravi(at("2027-02-03")), { recheckId, version, verdicts: [] })).toBe("passed");
    expect(await database().select({ status: removal.status }).from(removal)).toEqual([{ status: "stopped" }]);
  });

  it("asks only some where everything was answered", async () => {
    await database().update(recheck).set({ status: "passed", answeredAt: now });
    await database().delete(removal);
    await openRecheck(await cora(now), { memberId: globex.memberId, criteria: ["security-alias"] });
    expect((await recheckOf(globex)).criteria).toEqual(["security-alias"]);
  });

  it("refuses it too once the newer one is over", async () => {
    await opens();
    await reacts(globex, at("2027-02-02"));
    await database().delete(removal);
    await say(globex, { now: at("2027-02-02") });
    expect(await send(at("2027-02-02"))).toBe("passed");
    const [row] = await database().select({ version: recheck.version }).from(recheck).where(eq(recheck.id, old.id));
    await expect(
      answerRecheck(await personOf(globex, "gus", at("2027-02-03")), { recheckId: old.id, version: row?.version ?? 0, truth: "yes" }),
    ).rejects.toThrow("This one can no longer be answered.");
  });

  it("says that a new one replaces the expired one, and refuses one while answers wait", async () => {
    const { actor } = await cora(now);
    expect(await memberToRecheck(actor, istio, globex.memberId)).toMatchObject({ open: null, expired: old.reference });
    await say(globex, { now });
    await send(now);
    expect(await memberToRecheck(actor, istio, globex.memberId)).toMatchObject({ open: old.reference, expired: null });
    await expect(opens()).rejects.toThrow("A re-check of this member is already open.");
  });

  it("is newer by its number, not by the text of its reference: 2027-1000 after 2027-999", async () => {
    await opens();
    const { id } = await recheckOf(globex);
    await database().delete(removal);
    await database().update(recheck).set({ reference: "2027-999", openedOn: day }).where(eq(recheck.id, old.id));
    await database()
      .update(recheck)
      .set({ reference: "2027-1000", openedOn: day, status: "passed", answeredAt: now })
      .where(eq(recheck.id, id));
    const [gus, chair] = [await personOf(globex, "gus", now), await cora(now)];

    expect(await ownRecheck(gus.actor, globex.memberId, now)).toMatchObject({ reference: "2027-1000" });
    expect(await recheckForCommittee(chair.actor, istio, { reference: "2027-999", now })).toMatchObject({ newer: "2027-1000" });
    expect(await memberToRecheck(chair.actor, istio, globex.memberId)).toMatchObject({ open: null, expired: null, unanswered: [] });
    expect((await statusOf()).openTasks.filter(({ kind }) => kind === "recheck")).toEqual([]);
    await expect(saveRecheckAnswer(gus, { recheckId: old.id, criterion: "community", version: 1, says: "no-longer-true" })).rejects.toThrow(
      "A newer re-check of this member, 2027-1000",
    );
  });

  it("lets one of a late answer and a new re-check win when both come at once", async () => {
    await say(globex, { now });
    const { version } = await recheckOf(globex);
    const gus = await personOf(globex, "gus", now);
    await readyToRace();
    const done = await Promise.allSettled([answerRecheck(gus, { recheckId: old.id, version, truth: "yes" }), opens()]);
    const refused = done.filter((each) => each.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ name: "Refusal", kind: "conflict" });
  });

  it("asks the member and the committee for the newer one, and its answer cures the removal", async () => {
    expect(await statusOf()).toMatchObject({
      actor: "member",
      action: "Answer the re-check",
      openTasks: [{ reference: old.reference }, {}],
    });
    await opens();
    const newer = await recheckOf(globex);
    expect(await statusOf()).toMatchObject({ actor: "member", action: "Answer the re-check", by: newer.dueOn });
    expect((await statusOf()).openTasks.map(({ kind, reference }) => `${kind} ${reference}`)).toEqual([
      `recheck ${newer.reference}`,
      expect.stringMatching(/^removal /),
    ]);
    const view = await recheckForCommittee((await ravi(now)).actor, istio, { reference: old.reference, now });
    expect(view).toMatchObject({ newer: newer.reference });

    await reacts(globex, at("2027-02-02"));
    await say(globex, { now: at("2027-02-02") });
    expect(await send(at("2027-02-02"))).toBe("told"); // a removal is open, so people read it
    expect(await statusOf()).toMatchObject({ actor: "committee", action: "Review the answers to the re-check" });
    const { id: recheckId, version } = await recheckOf(globex);
    await decideRecheck(await ravi(at("2027-02-03")), { recheckId, version, verdicts: [] });
    const [stopped] = await database().select({ status: removal.status }).from(removal);
    expect(stopped?.status).toBe("stopped");
    const struck = await database().select({ because: removalReason.struckBecause }).from(removalReason);
    for (const { because } of struck) expect(because).toContain(newer.reference);
  });
});
