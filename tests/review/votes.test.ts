import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { verifyChain } from "@/lib/audit/verify";
import type { Person } from "@/lib/kernel/actor";
import { isUnavailable } from "@/lib/kernel/unavailable";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";
import { castVote } from "@/lib/review/commands/cast-vote";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";
import { closeVote } from "@/lib/review/commands/close-vote";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { openVote } from "@/lib/review/commands/open-vote";
import { requestInformation } from "@/lib/review/commands/request-information";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import {
  asBefore,
  asWorker,
  type Committee,
  cast,
  committee,
  committeeMember,
  emails,
  eventsOf,
  forget,
  fresh,
  lastRound,
  later,
  monday,
  openRound,
  review,
  reviewed,
  revokeRoles,
  routed,
  voted,
  votes,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

async function voting(): Promise<{ who: Committee; reference: string; round: string; ada: Awaited<ReturnType<typeof routed>>["ada"] }> {
  const who = await committee();
  const { reference, ada } = await routed();
  return { who, reference, ada, round: await reviewed(reference, who) };
}

describe("a vote", () => {
  it("HC-KIL-001: is one row a person, also when it is cast again because no answer came, and can be changed while it is open", async () => {
    const { who, reference, round } = await voting();
    await cast(who.rita, reference, round, "accept");
    await cast(who.rita, reference, round, "decline");
    await cast(who.rita, reference, round, "decline");
    expect(await votes(round)).toEqual(["rita: decline"]);
    expect((await eventsOf(reference)).filter((event) => event === "vote.cast")).toHaveLength(2);
  });

  it("HC-LOD-004: is stored of each of 50 reviewers who vote at the same moment", { timeout: 300_000 }, async () => {
    const { who, reference, round } = await voting();
    const more: Person[] = [];
    for (let number = 0; number < 46; number += 1) more.push(await committeeMember(`r${number}@many${number}.example`, "reviewer"));
    await readyToRace();
    const insist = (member: Person): Promise<unknown> =>
      cast(member, reference, round, "accept").catch(
        (error: unknown) => (isUnavailable(error) ? insist(member) : Promise.reject(error)), // as after a 503
      );
    await Promise.all([...Object.values(who), ...more].map(insist));
    expect(new Set(await votes(round)).size).toBe(50);
    expect((await eventsOf(reference)).filter((event) => event === "vote.cast")).toHaveLength(50);
    expect(await lastRound(reference)).toMatchObject({ outcome: "accepted", closedAt: later({ hours: 1 }) });
    expect(await verifyChain()).toMatchObject({ ok: true });
  });

  it("needs a recent sign-in and a choice", async () => {
    const { who, reference, round } = await voting();
    const stale = { actor: { ...who.rita, signedInAt: monday }, now: later({ minutes: 31 }) };
    await expect(castVote(stale, { reference, round, choice: "accept", reason: "" })).rejects.toThrow("Sign in again");
    await expect(castVote(await fresh(who.rita), { reference, round, choice: "", reason: "" })).rejects.toMatchObject({
      problems: [{ field: "choice" }],
    });
    expect(await votes(round)).toEqual([]);
  });

  it("closes once everybody who may vote has voted, with the outcome of the rule", async () => {
    const { who, reference } = await voting();
    await voted(reference, who, ["accept", "accept", "decline", "abstain"]);
    expect(await lastRound(reference)).toMatchObject({ outcome: "accepted", closedAt: later({ hours: 1 }) });
  });

  it("stays open while somebody may still vote, even when the outcome is clear", async () => {
    const { who, reference, round } = await voting();
    for (const member of [who.cora, who.rita, who.raj]) await cast(member, reference, round, "accept");
    expect(await lastRound(reference)).toMatchObject({ closedAt: null });
  });

  it("closes at its time, not before, and once", async () => {
    const { who, reference, round } = await voting();
    for (const member of [who.cora, who.rita, who.raj]) await cast(member, reference, round, "accept");
    await closeVote(asWorker(later({ days: 4 })), { roundId: round });
    expect(await lastRound(reference)).toMatchObject({ closedAt: null });
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    await closeVote(asWorker(later({ days: 5, hours: 1 })), { roundId: round });
    expect(await lastRound(reference)).toMatchObject({ outcome: "accepted", closedAt: later({ days: 5 }) });
    expect((await eventsOf(reference)).filter((event) => event === "vote.closed")).toHaveLength(1);
  });

  it("is closed by the worker alone", async () => {
    const { who, round } = await voting();
    await expect(closeVote(await fresh(who.cora, later({ days: 6 })), { roundId: round })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("waits a day at a time while the applicant is asked something, and takes no votes", async () => {
    const { who, reference, round } = await voting();
    await requestInformation(await fresh(who.rita), { reference, criterion: "community", question: "Who is still there?" });
    await expect(cast(who.raj, reference, round, "accept")).rejects.toThrow("is waiting for an answer from the applicant");
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await lastRound(reference)).toMatchObject({ closedAt: null, closesAt: later({ days: 6 }) });
    expect(await eventsOf(reference)).toContain("vote.extended");
  });

  it("comes to nothing when the application is withdrawn", async () => {
    const { who, reference, round, ada } = await voting();
    await withdrawApplication(await fresh(ada), { reference });
    await expect(cast(who.raj, reference, round, "accept")).rejects.toThrow("the application is withdrawn");
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await lastRound(reference)).toMatchObject({ outcome: "ended" });
  });
});

describe("the end of a vote", () => {
  it("changes its end when a chair proposes it and a second person approves", async () => {
    const { who, reference, round } = await voting();
    await changeVoteEnd(await fresh(who.cora), { reference, until: "2026-11-30" });
    expect(await lastRound(reference)).toMatchObject({ closesAt: later({ days: 5 }) });
    await expect(agreeVoteEnd(await fresh(who.cora), { reference })).rejects.toThrow("A second person");
    await agreeVoteEnd(await fresh(who.rita), { reference });
    expect(await lastRound(reference)).toMatchObject({ closesAt: new Date("2026-12-01T00:00:00Z"), changeAskedBy: null });
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await lastRound(reference)).toMatchObject({ closedAt: null });
    await expect(agreeVoteEnd(await fresh(who.raj), { reference })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("can be now", async () => {
    const { who, reference, round } = await voting();
    for (const member of [who.cora, who.rita, who.raj]) await cast(member, reference, round, "decline");
    await changeVoteEnd(await fresh(who.cora, later({ hours: 2 })), { reference, until: "now" });
    await agreeVoteEnd(await fresh(who.raj, later({ hours: 2 })), { reference });
    expect(await lastRound(reference)).toMatchObject({ outcome: "declined" });
  });

  it("takes two eligible people: nobody can second a chair who left", async () => {
    const { who, reference } = await voting();
    await changeVoteEnd(await fresh(who.cora), { reference, until: "2026-11-30" });
    await revokeRoles(who.cora);
    await expect(agreeVoteEnd(await fresh(who.rita), { reference })).rejects.toThrow("It has to be requested again.");
    expect(await lastRound(reference)).toMatchObject({ closesAt: later({ days: 5 }) });
  });

  it("is not for reviewers to ask, nor for others to agree", async () => {
    const { who, reference, ada } = await voting();
    await expect(changeVoteEnd(await fresh(who.rita), { reference, until: "now" })).rejects.toMatchObject({ kind: "not-allowed" });
    await changeVoteEnd(await fresh(who.cora), { reference, until: "now" });
    await expect(agreeVoteEnd(await fresh(ada), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(changeVoteEnd(await fresh(who.cora), { reference, until: "2027-12-01" })).rejects.toMatchObject({
      problems: [{ field: "until" }],
    });
  });
});

describe("a vote that a chair opens", () => {
  it("is a chair's, once, before or after the reviewers are done", async () => {
    const who = await committee();
    const { reference } = await routed();
    await expect(openVote(await fresh(who.rita), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
    await openVote(await fresh(who.cora), { reference });
    await expect(openVote(await fresh(who.cora), { reference })).rejects.toThrow("A vote is already open.");
  });

  it("is refused while fewer people than a quorum may vote", async () => {
    const who = await committee();
    const { reference } = await routed();
    for (const member of [who.raj, who.rosa]) await declareConflict(await fresh(member), { reference });
    await expect(openVote(await fresh(who.cora), { reference })).rejects.toThrow("2 people may vote on this, and the rule needs 3.");
  });
});

describe("hostile cases of votes", () => {
  it("HC-AUZ-007 a vote of somebody who then declares a conflict is excluded, shown as excluded, and the quorum counts without it", async () => {
    const { who, reference, round } = await voting();
    for (const member of [who.rita, who.raj, who.cora]) await cast(member, reference, round, "accept");
    await declareConflict(await fresh(who.rita, later({ hours: 2 })), { reference });
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await votes(round)).toEqual(["cora: accept", "raj: accept", "rita: accept (conflict)"]);
    expect(await lastRound(reference)).toMatchObject({ outcome: "referred" }); // two votes, and a quorum is three
    expect(await eventsOf(reference)).toContain("vote.excluded");
  });

  it("HC-AUZ-008 a reviewer who was removed a second ago votes from the open page: refused, no vote row", async () => {
    const { who, reference, round } = await voting();
    const openPage = asBefore(who.rita, later({ seconds: 1 }));
    await revokeRoles(who.rita);
    await expect(castVote(openPage, { reference, round, choice: "accept", reason: "" })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await votes(round)).toEqual([]);
  });

  it("HC-AUZ-010 an administrator and HC-AUZ-012 an auditor have no vote", async () => {
    const { reference, round } = await voting();
    for (const role of ["administrator", "auditor"] as const) {
      const other = await committeeMember(`${role}@admin.example`, role);
      await expect(cast(other, reference, round, "accept")).rejects.toMatchObject({ kind: "not-allowed" });
    }
    expect(await votes(round)).toEqual([]);
  });

  it("HC-AUZ-018 a vote changed by posting the earlier form after the close: refused, the first stands, the attempt is in the trail", async () => {
    const { who, reference, round } = await voting();
    await voted(reference, who, ["accept", "accept", "accept", "accept"]);
    await expect(cast(who.rita, reference, round, "decline")).rejects.toThrow("The vote is closed. Your earlier vote counts.");
    expect(await votes(round)).toEqual(["cora: accept", "raj: accept", "rita: accept", "rosa: accept"]);
    expect((await eventsOf(reference)).at(-1)).toBe("vote.refused");
  });

  it("a form of an earlier vote counts in no later one", async () => {
    const { who, reference, round } = await voting();
    await voted(reference, who, ["accept", "decline", "abstain", "abstain"]);
    await openVote(await fresh(who.cora, later({ hours: 2 })), { reference });
    const second = await openRound(reference);
    await expect(cast(who.rita, reference, round, "accept", later({ hours: 3 }))).rejects.toMatchObject({ kind: "conflict" });
    expect(await votes(second)).toEqual([]);
  });

  it("HC-CON-001 two last votes at the same moment, one for and one against: both stored once, decided once", async () => {
    const { who, reference, round } = await voting();
    await cast(who.cora, reference, round, "accept");
    await cast(who.rosa, reference, round, "accept");
    await readyToRace();
    await Promise.all([cast(who.rita, reference, round, "accept"), cast(who.raj, reference, round, "decline")]);
    expect(await votes(round)).toEqual(["cora: accept", "raj: decline", "rita: accept", "rosa: accept"]);
    expect(await lastRound(reference)).toMatchObject({ outcome: "accepted" });
    expect((await eventsOf(reference)).filter((event) => event === "vote.closed")).toHaveLength(1);
  });

  it("HC-CON-009 a reviewer removed during an open vote: quorum and eligibility are those of the close", async () => {
    const { who, reference, round } = await voting();
    for (const member of [who.rita, who.raj, who.cora]) await cast(member, reference, round, "accept");
    await revokeRoles(who.rita);
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await votes(round)).toEqual(["cora: accept", "raj: accept", "rita: accept (role-ended)"]);
    expect(await lastRound(reference)).toMatchObject({ outcome: "referred" });
  });

  it("HC-LIF-008 two for, none against, quorum three, time is over: referred, never accepted; the chair is told", async () => {
    const { who, reference, round } = await voting();
    await cast(who.rita, reference, round, "accept");
    await cast(who.raj, reference, round, "accept");
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await lastRound(reference)).toMatchObject({ outcome: "referred" });
    expect(await emails()).toContain("review-unroutable to cora@committee.example");
  });

  it("HC-LIF-009 everybody is recused: the administrator is told, no vote opens, nothing is accepted", async () => {
    const admin = await committeeMember("admin@admin.example", "administrator");
    const who = await committee();
    const { reference } = await routed();
    for (const member of Object.values(who)) await declareConflict(await fresh(member), { reference });
    expect(await lastRound(reference)).toBeUndefined();
    expect(await emails()).toContain(`review-unroutable to ${admin.email}`);
    await expect(openVote(await fresh(who.cora), { reference })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("HC-LIF-009 everybody is recused while the vote is open: it is referred, with no vote that counts", async () => {
    const { who, reference, round } = await voting();
    await cast(who.rita, reference, round, "accept");
    for (const member of Object.values(who)) await declareConflict(await fresh(member), { reference });
    await closeVote(asWorker(later({ days: 5 })), { roundId: round });
    expect(await votes(round)).toEqual(["rita: accept (conflict)"]);
    expect(await lastRound(reference)).toMatchObject({ outcome: "referred" });
  });

  it("a reviewer who is not done when another recuses themselves does not keep the vote from opening later", async () => {
    const who = await committee();
    const { reference } = await routed();
    await review(who.rita, reference);
    await declareConflict(await fresh(who.raj), { reference });
    await review(who.rosa, reference);
    await review(who.cora, reference);
    expect(await openRound(reference)).toBeTypeOf("string");
  });
});
