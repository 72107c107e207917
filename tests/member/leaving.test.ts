import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { database } from "@/db/client";
import { endOfMembership, member } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askToJoin } from "@/lib/member/commands/ask-to-join";
import { carryOutLeaving } from "@/lib/member/commands/carry-out-leaving";
import { closeRequestsOfFormerMember } from "@/lib/member/commands/close-requests-of-former-member";
import { endMembership } from "@/lib/member/commands/end-membership";
import { takeBackLeaving } from "@/lib/member/commands/take-back-leaving";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { morningSweep } from "@/lib/worker/sweep";
import { readyToRace } from "../setup/race";
import {
  accessRecoveriesBegin,
  aliasesOf,
  asWorker,
  beginWithGlobex,
  emails,
  eventsAbout,
  globex,
  later,
  monday,
  personOf,
  signedIn,
  someone,
} from "./world";

beginWithGlobex();

const stranger = { kind: "not-allowed" };
const leave = async (on: string, name = "Globex", now = monday) =>
  announceLeaving(await personOf(globex, "gus", now), { member: globex.memberId, on, name });

const stored = async () => {
  const [row] = await database().select({ leftOn: member.leftOn }).from(member).where(eq(member.id, globex.memberId));
  const [gone] = await database().select().from(endOfMembership).where(eq(endOfMembership.memberId, globex.memberId));
  return { leftOn: row?.leftOn ?? null, endedAs: gone ? `${gone.kind} ${gone.on}` : null };
};

async function removalRow(): Promise<string> {
  const { rows } = await database().execute<{ id: string }>(sql`
    insert into removal (reference, list, member_id, because, proposed_at, carry_out_on)
    values ('2026-061', 'istio', ${globex.memberId}, 'committee', now(), '2026-11-16') returning id`);
  const id = rows[0]?.id ?? "";
  await database().execute(
    sql`insert into removal_reason (removal_id, criterion, basis, reason) values (${id}, 'user-base', 'person', 'The product was discontinued.')`,
  );
  return id;
}

/** What the removal slice does on the day: nothing but the end of the membership, so that these tests know only this slice. */
const removeNow = command("removeNow", z.object({ memberId: z.string(), removalId: z.string() }), async (work, { memberId, removalId }) => {
  const { member: held } = await loadMemberForUpdate(work, memberId);
  work.authorize(true);
  const reasons = [{ criterion: "user-base", reason: "The product was discontinued.", whatWouldHelp: "" }];
  const how = await endMembership(work, held, { kind: "removed", removal: { id: removalId, reference: "2026-061", reasons }, by: null });
  if (how === "gone already") work.audit("member.requests_closed", { kind: "member", id: memberId, list: "istio" }); // stands for its own trace
  return how;
});

const farewells = async () => (await emails()).filter((mail) => mail.startsWith("farewell"));

describe("leaving by one's own wish", () => {
  it("is announced with a day, told to everybody, and carried out on that day", async () => {
    expect(await leave("2026-11-30")).toEqual({ outcome: "leaves" });
    expect(await stored()).toEqual({ leftOn: null, endedAs: "left 2026-11-30" });
    expect(await emails()).toEqual([
      "leaving-announced to cora@committee.example",
      "leaving-announced to gina@globex.example",
      "leaving-announced to gus@globex.example",
      "leaving-announced to raj@harbour.example",
      "leaving-announced to rita@mesh.example",
      "leaving-announced to rosa@gmail.com",
    ]);
    await carryOutLeaving(asWorker(new Date("2026-11-29T23:59:59Z")), { memberId: globex.memberId });
    expect(await stored()).toEqual({ leftOn: null, endedAs: "left 2026-11-30" });
    await carryOutLeaving(asWorker(new Date("2026-11-30T00:00:01Z")), { memberId: globex.memberId });
    await carryOutLeaving(asWorker(new Date("2026-11-30T05:15:00Z")), { memberId: globex.memberId });
    expect(await stored()).toEqual({ leftOn: "2026-11-30", endedAs: "left 2026-11-30" });
    expect(await aliasesOf(globex)).toEqual([]);
    expect(await farewells()).toEqual([
      "farewell to gina@globex.example",
      "farewell to gus@globex.example",
      "farewell to security@globex.example",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual(["leaving.announced", "member.left"]);
  });

  it("takes effect at once when the day is today", async () => {
    expect(await leave("2026-11-16")).toEqual({ outcome: "left" });
    expect(await stored()).toEqual({ leftOn: "2026-11-16", endedAs: "left 2026-11-16" });
    expect(await farewells()).toHaveLength(3);
    expect((await emails()).filter((mail) => mail.startsWith("leaving-announced"))).toEqual([
      "leaving-announced to cora@committee.example",
      "leaving-announced to raj@harbour.example",
      "leaving-announced to rita@mesh.example",
      "leaving-announced to rosa@gmail.com",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual(["leaving.announced", "member.left"]);
  });

  it("is found by the sweep after missed nights, with the day that was named", async () => {
    await leave("2026-11-20");
    await morningSweep(new Date("2026-11-27T05:15:00Z"));
    const { rows } = await database().execute<{ payload: unknown }>(
      sql`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'carry-out-leaving'`,
    );
    expect(rows.map(({ payload }) => payload)).toEqual([{ memberId: globex.memberId }]);
    await carryOutLeaving(asWorker(new Date("2026-11-27T05:15:00Z")), { memberId: globex.memberId });
    expect(await stored()).toEqual({ leftOn: "2026-11-20", endedAs: "left 2026-11-20" });
  });

  it("is a primary representative's, with a recent sign-in", async () => {
    const wish = { member: globex.memberId, on: "2026-11-30", name: "Globex" };
    await expect(announceLeaving(await personOf(globex, "gina"), wish)).rejects.toMatchObject(stranger);
    await expect(announceLeaving(await signedIn("cora@committee.example"), wish)).rejects.toMatchObject(stranger);
    await expect(announceLeaving({ ...(await personOf(globex)), now: later({ minutes: 31 }) }, wish)).rejects.toMatchObject({
      message: /^Sign in again/,
    });
    await expect(carryOutLeaving(await personOf(globex), { memberId: globex.memberId })).rejects.toMatchObject(stranger);
    expect(await emails()).toEqual([]);
  });

  it.each([
    ["the name of another", "2026-11-30", "Initech", "name", "Enter Globex, the name of the organization that is leaving"],
    ["no name", "2026-11-30", " ", "name", "Enter the name of the organization"],
    ["a day that is over", "2026-11-15", "Globex", "on", "The first day without membership must be today or later"],
    ["a day that does not exist", "2026-11-31", "Globex", "on", "Enter a date, such as 2026-12-24"],
    ["a day too far ahead", "2027-11-17", "Globex", "on", "The day must be within a year"],
  ])("is refused with %s", async (_case, on, name, field, message) => {
    await expect(leave(on, name)).rejects.toMatchObject({ kind: "input", problems: [{ field, message }] });
    expect(await stored()).toEqual({ leftOn: null, endedAs: null });
  });

  it("is refused with a wrong name and a wrong day, and both are reported at once", async () => {
    for (const day of ["2026-11-15", "tomorrow"])
      await expect(leave(day, "Initech")).rejects.toMatchObject({ problems: [{ field: "name" }, { field: "on" }] });
  });

  it("is announced once, and can be changed", async () => {
    await leave("2026-11-30");
    await leave("2026-11-30", "globex");
    expect(await eventsAbout(globex.memberId)).toEqual(["leaving.announced"]);
    await leave("2026-12-31");
    expect(await stored()).toEqual({ leftOn: null, endedAs: "left 2026-12-31" });
  });

  it("can be taken back until its day, and twice is nothing", async () => {
    await leave("2026-11-30");
    const which = { member: globex.memberId };
    await expect(takeBackLeaving(await personOf(globex, "gina"), which)).rejects.toMatchObject(stranger);
    await takeBackLeaving(await personOf(globex), which);
    await takeBackLeaving(await personOf(globex), which);
    expect(await stored()).toEqual({ leftOn: null, endedAs: null });
    expect((await emails()).filter((mail) => mail.startsWith("leaving-taken-back"))).toHaveLength(6);
    expect(await eventsAbout(globex.memberId)).toEqual(["leaving.announced", "leaving.taken_back"]);
    await leave("2026-11-16");
    await expect(takeBackLeaving(await personOf(globex), which)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("ends what was asked about the membership, once", async () => {
    await inviteRepresentative(await personOf(globex), { member: globex.memberId, email: "gerd@globex.example", role: "deputy" });
    await someone("gerd@globex.example");
    const gerd = await signedIn("gerd@globex.example");
    await askToJoin(gerd, { list: "istio", organization: "Globex", words: "Me" });
    await askAccessRecovery(gerd, { list: "istio", organization: "Globex", words: "They left" });
    await accessRecoveriesBegin();
    await closeRequestsOfFormerMember(asWorker(monday), { memberId: globex.memberId });
    await leave("2026-11-16");
    await expect(closeRequestsOfFormerMember(await personOf(globex), { memberId: globex.memberId })).rejects.toMatchObject(stranger);
    await closeRequestsOfFormerMember(asWorker(monday), { memberId: globex.memberId });
    await closeRequestsOfFormerMember(asWorker(monday), { memberId: globex.memberId });
    const { rows } = await database().execute(sql`select 1 from organization_invitation where ended_at is null`);
    expect(rows).toEqual([]);
    expect((await emails()).filter((mail) => /^(join-answered|access-recovery-ended)/.test(mail))).toEqual([
      "access-recovery-ended to gerd@globex.example",
      "join-answered to gerd@globex.example",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual([
      "join.asked",
      "access_recovery.told",
      "leaving.announced",
      "member.left",
      "member.requests_closed",
    ]);
  });
});

describe("HC-CON-014 leaving and removal at once", () => {
  it("end in one state with one reason and one farewell, and both attempts in the trail", async () => {
    const removalId = await removalRow();
    const gus = await personOf(globex);
    await readyToRace();
    const [wish, removal] = await Promise.all([
      announceLeaving(gus, { member: globex.memberId, on: "2026-11-16", name: "Globex" }),
      removeNow(asWorker(monday), { memberId: globex.memberId, removalId }),
    ]);
    expect([wish.outcome, removal]).toSatisfy(
      ([left, removed]) => (left === "left" && removed === "gone already") || (left === "gone already" && removed === "ended"),
    );
    const byWish = wish.outcome === "left";
    expect(await stored()).toEqual({ leftOn: "2026-11-16", endedAs: byWish ? "left 2026-11-16" : "removed 2026-11-16" });
    const kind = byWish ? "farewell" : "farewell-removed";
    expect(await farewells()).toEqual([
      `${kind} to gina@globex.example`,
      `${kind} to gus@globex.example`,
      `${kind} to security@globex.example`,
    ]);
    const events = await eventsAbout(globex.memberId);
    expect(events.filter((event) => event === "member.left")).toHaveLength(1);
    expect(events.at(-1)).toBe(byWish ? "member.requests_closed" : "leaving.too_late");
  });

  it("only records that it came too late, when the removal was carried out first", async () => {
    const removalId = await removalRow();
    expect(await removeNow(asWorker(monday), { memberId: globex.memberId, removalId })).toBe("ended");
    expect(await leave("2026-11-16")).toEqual({ outcome: "gone already" });
    expect(await stored()).toEqual({ leftOn: "2026-11-16", endedAs: "removed 2026-11-16" });
    expect(await farewells()).toHaveLength(3);
    expect(await eventsAbout(globex.memberId)).toEqual(["member.left", "leaving.too_late"]);
  });

  it("lets a removal come before the day that was wished", async () => {
    await leave("2026-12-31");
    const removalId = await removalRow();
    expect(await removeNow(asWorker(monday), { memberId: globex.memberId, removalId })).toBe("ended");
    expect(await stored()).toEqual({ leftOn: "2026-11-16", endedAs: "removed 2026-11-16" });
    await carryOutLeaving(asWorker(new Date("2026-12-31T05:15:00Z")), { memberId: globex.memberId });
    expect(await stored()).toEqual({ leftOn: "2026-11-16", endedAs: "removed 2026-11-16" });
    expect(await farewells()).toHaveLength(3);
  });
});
