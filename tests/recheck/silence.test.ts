import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { alert, removal, removalReason } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import { readyToRace } from "../setup/race";
import {
  allArrive,
  at,
  beginWithGlobexDue,
  bounces,
  cora,
  emailsSince,
  first,
  globex,
  night,
  opened,
  personOf,
  ravi,
  recheckOf,
  scheduleOf,
} from "./world";

beginWithGlobexDue();

describe("silence", () => {
  it("six emails, the committee told twice, then a proposal and nothing more; from half time on everybody gets them", async () => {
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
      "2027-01-08 expire",
    ]);
    expect((await emailsSince(at(first))).filter((line) => line.startsWith("recheck-"))).toEqual([
      ...["gina", "gus", "security"].map((who) => `recheck-due to ${who}@globex.example`),
      ...["cora", "cora", "ravi", "ravi"].map((who) => `recheck-escalated to ${who}@committee.example`),
      ...["cora", "ravi"].map((who) => `recheck-expired to ${who}@committee.example`),
      ...["gina", "gina", "gus", "gus", "security", "security"].map((who) => `recheck-grace-period to ${who}@globex.example`),
      "recheck-opened to gus@globex.example",
      ...["gina", "gina", "gus", "gus", "security", "security"].map((who) => `recheck-reminder to ${who}@globex.example`),
    ]);
    const [proposed] = await database().select().from(removal);
    expect(proposed).toMatchObject({ status: "proposed", because: "expired-recheck", firstBy: null, secondBy: null });
    expect(await database().select({ criterion: removalReason.criterion }).from(removalReason)).toHaveLength(7);
    expect(await scheduleOf(globex)).toBe("2027-11-16");
  });

  it("the same night twice writes nothing twice", async () => {
    await opened(first);
    await allArrive();
    await readyToRace();
    const both = await Promise.all([night(globex, "2026-12-01"), night(globex, "2026-12-01")]);
    expect(both.flat().sort()).toEqual(["asked-alias-again", "remind"]);
    expect(await night(globex, "2026-12-01")).toEqual([]);
  });

  it("HC-MNB-004 the alias is away: the deadline is paused, the committee is told, and nothing expires; paused days move the reminder schedule", async () => {
    await opened(first);
    await allArrive();
    await night(globex, "2026-12-01");
    await bounces("recheck-reminder", "security@globex.example", at("2026-12-01"));
    expect(await night(globex, "2026-12-02")).toEqual(["pause"]);
    expect(await recheckOf(globex)).toMatchObject({ pausedOn: "2026-12-02", pausedBecause: "emails-bounce", nextCheckOn: "2026-12-03" });
    expect(await database().select({ kind: alert.kind }).from(alert)).toEqual([{ kind: "deadline-paused" }]);
    for (let day = "2026-12-03"; day < "2027-03-01"; day = addDays(day, 7)) expect(await night(globex, day)).toEqual([]);

    const { id } = await recheckOf(globex);
    await remindNow(await ravi(at("2027-03-01")), { recheckId: id });
    await allArrive();
    expect(await night(globex, "2027-03-02")).toEqual(["resume"]);
    expect(await recheckOf(globex)).toMatchObject({ pausedOn: null, pausedDays: 90, dueOn: "2026-12-16" });
    expect(await night(globex, "2027-03-11")).toEqual(["remind"]); // 3 working days before 2027-03-16
  });

  it("our own outage pauses the deadline", async () => {
    await opened(first); // and the emails stay with us
    expect(await night(globex, "2026-11-17")).toEqual([]);
    expect(await night(globex, "2026-11-18")).toEqual(["asked-alias-again", "pause"]);
    expect(await recheckOf(globex)).toMatchObject({ pausedBecause: "emails-wait" });
    await allArrive(at("2026-11-20"));
    expect(await night(globex, "2026-11-20")).toEqual(["resume"]);
  });

  it("a provider that loses emails: delivery is unknown, so the deadline is paused", async () => {
    await opened(first);
    await database().execute(sql`update email set status = 'accepted', provider_id = id::text, accepted_at = created_at`);
    expect(await night(globex, "2026-11-18")).toEqual(["asked-alias-again", "pause"]);
    expect(await recheckOf(globex)).toMatchObject({ pausedBecause: "cannot-tell" });
  });

  it("HC-TIM-007: an outage of weeks is caught up with one email, and never removes", async () => {
    await opened(first);
    await allArrive();
    expect(await night(globex, "2027-02-01")).toEqual(["asked-alias-again", "escalate"]);
    await allArrive();
    expect(await recheckOf(globex)).toMatchObject({ status: "open", reminders: 5 });
    expect(await night(globex, "2027-02-22")).toEqual(["escalate"]);
    expect(await night(globex, "2027-02-23")).toEqual(["expire"]);
  });

  it("steps are the worker's", async () => {
    await opened(first);
    const { id } = await recheckOf(globex);
    for (const context of [{ actor: visitor }, await personOf(globex), await cora(at(first))])
      await expect(stepRecheck(context, { recheckId: id, day: first })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});
