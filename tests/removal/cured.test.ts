import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { memberAnswer, removal, removalReason } from "@/db/schema";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { answerStamp } from "@/lib/recheck/answers";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { decideAnswer } from "@/lib/removal/commands/decide-answer";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { releaseRemovals } from "@/lib/removal/commands/release-removals";
import { reviewRemoval } from "@/lib/removal/commands/review-reasons";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { answersForCommittee, recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { istio } from "@/lists/istio";
import {
  allArrive,
  asWorker,
  at,
  beginWithGlobexDue,
  cora,
  emailsSince,
  eventsAbout,
  expires,
  first,
  globex,
  opened,
  ravi,
  reacts,
  recheckOf,
  say,
  send,
} from "../recheck/world";

beginWithGlobexDue();

const expiredOn = "2027-01-07";

/** Nobody answers: the re-check expires and a machine proposes the removal. */
async function removalForSilence(): Promise<string> {
  await expires(first);
  return (await current()).reference;
}

async function current(): Promise<typeof removal.$inferSelect> {
  const [row] = await database().select().from(removal).orderBy(removal.reference);
  if (row === undefined) throw new Error("No removal was proposed");
  return row;
}

/** The reviewer takes it up, and where `agreed`, the chair agrees the day after. */
async function goesOn(reference: string, { agreed }: { agreed: boolean }): Promise<void> {
  const day = addDays((await recheckOf(globex)).endedOn ?? expiredOn, 1);
  expect(await takeUpRemoval(await ravi(at(day)), { reference })).toBe("taken-up");
  await allArrive();
  if (agreed) expect(await agreeRemoval(await cora(at(addDays(day, 1))), { reference })).toBe("agreed");
}

const answersLate = async (day: Day, more = {}) => {
  await say(globex, { now: at(day), ...more });
  await send(at(day));
};
/** Nobody answered at the contact alias, so the committee decides about it. */
const byPhone = [{ criterion: "security-alias", verdict: "met" as const, reason: "They read it, as they said on the telephone." }];
const verdictsOn = async (verdict: "met" | "not-met", criterion = "community") => {
  const { id, version } = await recheckOf(globex);
  return { recheckId: id, version, verdicts: [...byPhone, { criterion, verdict, reason: "Read." }] };
};
const carriesOut = async (day: Day) => carryOutRemoval(asWorker(at(day)), { removalId: (await current()).id, day });

describe("a removal for silence", () => {
  test.each([false, true])("is stopped when the late answer passes, and the member is told (agreed: %s)", async (isAgreed) => {
    const reference = await removalForSilence();
    await goesOn(reference, { agreed: isAgreed });
    const day = addDays((await recheckOf(globex)).endedOn ?? "", 5);
    await answersLate(day, { noLonger: ["community"] });
    expect(await decideRecheck(await ravi(at(addDays(day, 1))), await verdictsOn("met"))).toBe("passed");

    const stopped = await current();
    expect(stopped).toMatchObject({ status: "stopped", stoppedBy: (await ravi(at(day))).actor.personId });
    expect(stopped.stoppedBecause).toMatch(/^No reason for the removal is left\.\n\nThe re-check .* was answered on .* and passed\./);
    const struck = await database().select().from(removalReason);
    expect(struck).toHaveLength(7);
    for (const { struckAt, struckBy, struckBecause } of struck) {
      expect(struckAt).toEqual(at(addDays(day, 1)));
      expect(struckBy).toBeNull();
      expect(struckBecause).toContain("and passed");
    }
    expect((await eventsAbout(stopped.id)).slice(-8)).toEqual([...Array(7).fill("removal.reason_struck"), "removal.stopped"]);
    const emails = await emailsSince(at(addDays(day, 1)));
    expect(emails).toContain("removal-stopped to gus@globex.example");
    expect(emails).toContain("removal-stopped to cora@committee.example");
  });

  test("is not agreed to while the answer is unread, neither by the first person nor by the second", async () => {
    const reference = await removalForSilence();
    const expired = (await recheckOf(globex)).endedOn ?? "";
    await answersLate(addDays(expired, 1));
    const unread = /Nobody can agree yet\. The member answered the re-check .* on .*\. Read the answer and complete the re-check first\./;
    await expect(takeUpRemoval(await ravi(at(addDays(expired, 2))), { reference })).rejects.toThrow(unread);
    expect(await current()).toMatchObject({ firstBy: null, toldAt: null });
  });

  test("cannot continue on its date while the answer is unread, and ends when it passes", async () => {
    const reference = await removalForSilence();
    await goesOn(reference, { agreed: true });
    const { carryOutOn } = await current();
    await answersLate(addDays(carryOutOn, -1), { noLonger: ["community"] });
    expect(await carriesOut(carryOutOn)).toBe("waits");
    expect(await carriesOut(addDays(carryOutOn, 30))).toBe("waits");
    await decideRecheck(await ravi(at(addDays(carryOutOn, 31))), await verdictsOn("met"));
    expect(await current()).toMatchObject({ status: "stopped" });
  });

  test("gives way to a new one when the answer fails: its notice begins anew", async () => {
    const reference = await removalForSilence();
    await goesOn(reference, { agreed: true });
    const day = addDays((await recheckOf(globex)).endedOn ?? "", 5);
    await answersLate(day, { noLonger: ["community"] });
    expect(await decideRecheck(await ravi(at(day, 9)), await verdictsOn("not-met"))).toBe("failed");
    const all = await database().select().from(removal).orderBy(removal.reference);
    expect(all).toMatchObject([
      { reference, status: "stopped" },
      { status: "proposed", because: "failed-recheck", secondBy: null, carryOutOn: addDays(day, 14) },
    ]);
  });
});

describe("every step of a removal evaluates its reasons again", () => {
  /** The committee finds everything met, in a way that no command followed up. */
  const cureByRecord = (now: Date) => database().update(memberAnswer).set({ verdict: "met", verdictAt: now, verdictReason: "Shown." });

  test("the first approval", async () => {
    const reference = await removalForSilence();
    const day = addDays((await recheckOf(globex)).endedOn ?? "", 1);
    await cureByRecord(at(day));
    expect(await takeUpRemoval(await ravi(at(day)), { reference })).toBe("stopped");
    expect(await current()).toMatchObject({ status: "stopped", firstBy: null, toldAt: null });
    expect((await emailsSince(at(day))).every((line) => line.endsWith("committee.example"))).toBe(true); // the member never heard of it
  });

  test("the second approval", async () => {
    const reference = await removalForSilence();
    await goesOn(reference, { agreed: false });
    const day = addDays((await recheckOf(globex)).endedOn ?? "", 2);
    await cureByRecord(at(day));
    expect(await agreeRemoval(await cora(at(day)), { reference })).toBe("stopped");
    expect(await current()).toMatchObject({ status: "stopped", secondBy: null });
  });

  test("each morning", async () => {
    await goesOn(await removalForSilence(), { agreed: true });
    const { id } = await current();
    const day = addDays((await recheckOf(globex)).endedOn ?? "", 3);
    expect(await reviewRemoval(asWorker(at(day)), { removalId: id })).toBe(false);
    await cureByRecord(at(day));
    expect(await reviewRemoval(asWorker(at(day)), { removalId: id })).toBe(true);
    expect(await reviewRemoval(asWorker(at(day)), { removalId: id })).toBe(false);
    expect(await current()).toMatchObject({ status: "stopped", stoppedBy: null });
  });

  test("the day on which it is carried out", async () => {
    await goesOn(await removalForSilence(), { agreed: true });
    const { carryOutOn } = await current();
    await cureByRecord(at(carryOutOn));
    expect(await carriesOut(carryOutOn)).toBe("stopped");
    expect(await current()).toMatchObject({ status: "stopped", carriedOutAt: null });
  });

  test("a release of those that were on hold", async () => {
    await goesOn(await removalForSilence(), { agreed: true });
    const { carryOutOn, id } = await current();
    await database()
      .update(removal)
      .set({ onHoldAt: at(carryOutOn) })
      .where(eq(removal.id, id));
    await cureByRecord(at(carryOutOn));
    await releaseRemovals(await cora(at(carryOutOn)), { list: "istio", number: "1" });
    expect(await carriesOut(carryOutOn)).toBe("stopped");
  });
});

describe("a failed re-check", () => {
  async function fails(): Promise<void> {
    await opened(first);
    await answersLate("2026-12-02", { noLonger: ["community", "user-base"] });
    const { recheckId, version } = await verdictsOn("not-met");
    const verdicts = ["community", "user-base"].map((criterion) => ({ criterion, verdict: "not-met" as const, reason: "Gone." }));
    await decideRecheck(await ravi(at("2026-12-03")), { recheckId, version, verdicts: [...byPhone, ...verdicts] });
  }
  const decided = async (criterion: string, verdict: "met" | "cannot-tell", day: Day) => {
    const [stored] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, criterion));
    await decideAnswer(await ravi(at(day)), {
      memberId: globex.memberId,
      criterion,
      answered: stored === undefined ? "" : answerStamp(stored),
      verdict,
      reason: "Read again.",
    });
  };
  const reasonsLeft = async () =>
    (await database().select().from(removalReason)).flatMap(({ criterion, struckAt }) => (struckAt === null ? [criterion] : [])).sort();

  test("that is corrected criterion by criterion loses its reasons one by one, and the removal with the last", async () => {
    await fails();
    await decided("community", "cannot-tell", "2026-12-04");
    expect(await reasonsLeft()).toEqual(["community", "user-base"]);
    await decided("community", "met", "2026-12-04");
    expect(await reasonsLeft()).toEqual(["user-base"]);
    expect(await current()).toMatchObject({ status: "proposed" });
    await decided("user-base", "met", "2026-12-05");
    expect(await current()).toMatchObject({ status: "stopped" });
  });

  test("that is followed by one that passes, too", async () => {
    await fails();
    await openRecheck(await cora(at("2026-12-04")), { memberId: globex.memberId });
    await answersLate("2026-12-05", { noLonger: ["community"] });
    const { recheckId, version } = await verdictsOn("met");
    const verdicts = ["community", "user-base"].map((criterion) => ({ criterion, verdict: "met" as const, reason: "" }));
    await decideRecheck(await ravi(at("2026-12-06")), { recheckId, version, verdicts: [...byPhone, ...verdicts] });
    expect(await current()).toMatchObject({ status: "stopped" });
  });

  test("that is followed by one in which all is still true needs a verdict on what was not met, and ends the removal", async () => {
    await fails();
    await openRecheck(await cora(at("2026-12-04")), { memberId: globex.memberId });
    await answersLate("2026-12-05");
    const { id: recheckId, version } = await recheckOf(globex);
    const assess = async (...verdicts: readonly { criterion: string; verdict: "met"; reason: string }[]) =>
      decideRecheck(await ravi(at("2026-12-06")), { recheckId, version, verdicts: [...byPhone, ...verdicts] });
    await expect(assess()).rejects.toMatchObject({ problems: [{ field: "verdict.user-base" }, { field: "verdict.community" }] });
    const met = ["community", "user-base"].map((criterion) => ({ criterion, verdict: "met" as const, reason: "" }));
    expect(await assess(...met)).toBe("passed");
    expect(await current()).toMatchObject({ status: "stopped" });
    const found = await database().select({ verdict: memberAnswer.verdict }).from(memberAnswer).where(eq(memberAnswer.verdict, "not-met"));
    expect(found).toEqual([]);
  });

  test("is not passed by the next one itself, though no removal is open any more", async () => {
    await fails();
    const { reference } = await current();
    await stopRemoval(await cora(at("2026-12-04")), { reference, reason: "We wait for the next re-check." });
    await opened("2027-11-16");
    await reacts(globex, at("2027-11-17"));
    await say(globex, { now: at("2027-11-18") });
    expect(await send(at("2027-11-18"))).toBe("told");
    expect(await recheckOf(globex)).toMatchObject({ status: "answered" });
    expect(await emailsSince(at("2027-11-18"))).toContain("recheck-answered to ravi@committee.example");
  });
});

describe("a reason that two people agreed on", () => {
  async function agreedOnUsers(): Promise<void> {
    const { reference } = await proposeRemovalByPerson(await ravi(at("2026-11-10")), {
      member: globex.memberId,
      reasons: [{ criterion: "user-base", reason: "Only your own companies.", whatWouldHelp: "" }],
      typed: "Globex",
    });
    await allArrive();
    await agreeRemoval(await cora(at("2026-11-11")), { reference });
  }

  test("is ended by a chair's verdict with a reason, not by a reviewer's", async () => {
    await agreedOnUsers();
    const [stored] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "user-base"));
    const answered = stored === undefined ? "" : answerStamp(stored);
    const met = { memberId: globex.memberId, criterion: "user-base", answered, verdict: "met" };
    const now = at("2026-11-12");
    await expect(decideAnswer(await ravi(now), { ...met, reason: "Read." })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(decideAnswer(await cora(now), { ...met, reason: "" })).rejects.toMatchObject({ problems: [{ field: "reason" }] });
    expect(await current()).toMatchObject({ status: "agreed" });
    expect(await answersForCommittee((await ravi(now)).actor, istio, globex.memberId)).toMatchObject({ chairOnly: ["user-base"] });
    expect(await answersForCommittee((await cora(now)).actor, istio, globex.memberId)).toMatchObject({ chairOnly: [] });
    await decideAnswer(await ravi(now), { ...met, verdict: "cannot-tell", reason: "" }); // strikes nothing
    await decideAnswer(await cora(now), { ...met, reason: "Two users are named." });
    expect(await current()).toMatchObject({ status: "stopped" });
  });

  test("is not ended by a reviewer's verdict in a re-check either", async () => {
    await agreedOnUsers();
    await opened(first);
    await answersLate("2026-11-17", { noLonger: ["user-base"] });
    const now = at("2026-11-18");
    await expect(decideRecheck(await ravi(now), await verdictsOn("met", "user-base"))).rejects.toThrow(
      "Only a chair can find that it is met",
    );
    const { id: recheckId, version, reference } = await recheckOf(globex);
    expect(await recheckForCommittee((await ravi(now)).actor, istio, { reference, now })).toMatchObject({ chairOnly: ["user-base"] });
    const verdicts = [...byPhone, { criterion: "user-base", verdict: "met" as const, reason: "" }];
    await expect(decideRecheck(await cora(now), { recheckId, version, verdicts })).rejects.toMatchObject({
      problems: [{ field: "reason.user-base" }],
    });
    expect(await decideRecheck(await cora(now), await verdictsOn("met", "user-base"))).toBe("passed");
    expect(await current()).toMatchObject({ status: "stopped" });
  });
});

test("a person's reason is not cured by a re-check that passes, but by a decision on its criterion", async () => {
  await proposeRemovalByPerson(await ravi(at("2026-11-10")), {
    member: globex.memberId,
    reasons: [{ criterion: "user-base", reason: "Only your own companies.", whatWouldHelp: "" }],
    typed: "Globex",
  });
  await opened(first);
  await answersLate("2026-12-02", { noLonger: ["community"] });
  await decideRecheck(await ravi(at("2026-12-03")), await verdictsOn("met"));
  expect(await current()).toMatchObject({ status: "proposed" });
  const [stored] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "user-base"));
  await decideAnswer(await ravi(at("2026-12-04")), {
    memberId: globex.memberId,
    criterion: "user-base",
    answered: stored === undefined ? "" : answerStamp(stored),
    verdict: "met",
    reason: "",
  });
  expect(await current()).toMatchObject({ status: "stopped" });
});
