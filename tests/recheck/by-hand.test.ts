import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { recheck, recheckAnswer, removal } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { extendRecheck } from "@/lib/recheck/commands/extend-recheck";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { ownRecheck } from "@/lib/recheck/queries/own";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { recordByPhone } from "@/lib/removal/commands/record-by-phone";
import { committeeMember } from "../application/world";
import {
  allArrive,
  asWorker,
  at,
  beginWithGlobexDue,
  bounces,
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

describe("steps by the committee", () => {
  beforeEach(async () => {
    await opened(first);
    await allArrive();
  });
  const call = { spokeWith: "Gus, by telephone", spokeOn: "2026-12-20", said: "All as it was." };

  it("HC-LIF-015 an answer by phone or in a reply counts, also after the due date", async () => {
    await reacts(globex, at("2026-11-17"));
    const { id, version } = await recheckOf(globex);
    await recordByPhone(await ravi(at("2026-12-20")), { recheckId: id, version, ...call, answer: "all-still-true" });
    expect(await recheckOf(globex)).toMatchObject({ status: "passed", byPhone: true });
    expect((await eventsAbout(id)).slice(-3)).toEqual(["recheck.contact_recorded", "recheck.answered", "recheck.passed"]);
  });

  it("HC-LIF-015 an answer after the expiry is read before the removal continues", async () => {
    await reacts(globex, at("2026-11-17"));
    for (const day of ["2026-12-17", "2027-01-07", "2027-01-08"]) {
      await night(globex, day);
      await allArrive();
    }
    expect((await recheckOf(globex)).status).toBe("expired");
    await say(globex, { now: at("2027-01-09") });
    expect(await send(at("2027-01-09"))).toBe("told");
    expect((await recheckOf(globex)).status).toBe("answered");
    const [proposed] = await database().select().from(removal);
    expect(proposed?.status).toBe("proposed"); // people stop it
    const { id, version } = await recheckOf(globex);
    await decideRecheck(await ravi(at("2027-01-09")), { recheckId: id, version, verdicts: [] });
    expect((await recheckOf(globex)).status).toBe("passed");
  });

  it("a change that was recorded from a call is reviewed", async () => {
    const { id, version } = await recheckOf(globex);
    const context = await ravi(at("2026-12-20"));
    await expect(recordByPhone(context, { recheckId: id, version, ...call, answer: "changed" })).rejects.toThrow("Select what has changed");
    await recordByPhone(context, { recheckId: id, version, ...call, answer: "changed", changed: ["community"] });
    expect((await recheckOf(globex)).status).toBe("answered");
    const said = await database().select().from(recheckAnswer).where(eq(recheckAnswer.criterion, "community"));
    expect(said).toMatchObject([{ says: "changed", words: "All as it was.", saidBy: null }]);
  });

  it("a conversation counts as notification: the grace period runs from that day", async () => {
    for (const day of ["2026-12-17"]) await night(globex, day);
    const { id, version } = await recheckOf(globex);
    await bounces("recheck-grace-period", "security@globex.example", at("2026-12-17"));
    await recordByPhone(await ravi(at("2026-12-20")), { recheckId: id, version, ...call, answer: "reached" });
    expect(await night(globex, "2026-12-21")).toEqual([]);
    expect((await recheckOf(globex)).nextCheckOn).toBe("2027-01-10");
    expect(await night(globex, "2027-01-10")).toEqual(["escalate"]);
  });

  it("more time, with a date and a reason: the reminder schedule starts again", async () => {
    await night(globex, "2026-12-17");
    const { id, version } = await recheckOf(globex);
    const context = await ravi(at("2026-12-18"));
    const asked = { recheckId: id, version, until: "2027-02-01", reason: "They move offices." };
    await expect(extendRecheck(context, { ...asked, until: "2026-12-18" })).rejects.toThrow("Choose a date");
    await expect(extendRecheck(context, { ...asked, until: "2027-06-01" })).rejects.toThrow("Choose a date");
    await expect(extendRecheck(context, { ...asked, reason: " " })).rejects.toThrow("Enter a reason");
    await extendRecheck(context, asked);
    expect(await recheckOf(globex)).toMatchObject({ dueOn: "2027-02-01", reminders: 1, extendedBecause: "They move offices." });
    await expect(extendRecheck(context, asked)).rejects.toMatchObject({ kind: "conflict" });
    await allArrive();
    expect(await night(globex, "2027-01-17")).toEqual(["remind"]);
    expect(await night(globex, "2027-01-19")).toEqual(["pause"]); // those emails did not arrive
  });

  it("a reminder by a reviewer goes to everybody, once a day", async () => {
    const { id } = await recheckOf(globex);
    const now = at("2026-11-25");
    await remindNow(await ravi(now), { recheckId: id });
    await remindNow(await ravi(now), { recheckId: id });
    expect(await emailsSince(now)).toEqual(["gina", "gus", "security"].map((who) => `recheck-reminder to ${who}@globex.example`));
  });

  it("while the deadline is paused, it names the day on which the answer would be due then, and so does the member's page", async () => {
    await bounces("recheck-opened", "gus@globex.example", at(first));
    expect(await night(globex, "2026-11-20")).toContain("pause");
    const { id } = await recheckOf(globex);
    const now = at("2026-12-30"); // after the day that was set, with 40 days for which nobody could hear us
    const own = await ownRecheck((await personOf(globex, "gus", now)).actor, globex.memberId, now);
    expect(own).toMatchObject({ status: "open", pausedOn: "2026-11-20", dueOn: "2027-01-25" });
    await remindNow(await ravi(now), { recheckId: id });
    const { rows } = await database().execute<{ kind: string; due: string }>(
      sql`select distinct kind, data ->> 'dueOn' as due from email where created_at = ${now.toISOString()}::timestamptz`,
    );
    expect(rows).toEqual([{ kind: "recheck-reminder", due: "2027-01-25" }]);
  });

  it("is for reviewers and chairs without conflict", async () => {
    await committeeMember("rev@globex.example", "reviewer");
    const { id, version } = await recheckOf(globex);
    const now = at("2026-12-20");
    for (const context of [
      { actor: visitor, now },
      await personOf(globex, "gus", now),
      await signedIn("rev@globex.example", now),
      asWorker(now),
    ]) {
      await expect(recordByPhone(context, { recheckId: id, version, ...call, answer: "reached" })).rejects.toMatchObject({
        kind: "not-allowed",
      });
      await expect(extendRecheck(context, { recheckId: id, version, until: "2027-02-01", reason: "No" })).rejects.toMatchObject({
        kind: "not-allowed",
      });
      await expect(remindNow(context, { recheckId: id })).rejects.toMatchObject({ kind: "not-allowed" });
    }
  });

  it("is cancelled when the member has left, only by the worker", async () => {
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
