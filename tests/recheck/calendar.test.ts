import { and, asc, eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import type { EmailCalendar } from "@/lib/email/data";
import { visitor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { callOffRecheck } from "@/lib/recheck/commands/call-off-recheck";
import { extendRecheck } from "@/lib/recheck/commands/extend-recheck";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { ownRecheckDay } from "@/lib/recheck/queries/own";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { emailToDeliver } from "@/lib/views/emails";
import { committeeMember } from "../application/world";
import { testDatabase } from "../setup/database";
import {
  type Admitted,
  admitted,
  allArrive,
  asWorker,
  at,
  bounces,
  emailsSince,
  forget,
  night,
  opened,
  personOf,
  reacts,
  recheckOf,
  say,
  signedIn,
} from "./world";

const first = "2026-11-16"; // 30 days to answer: 2026-12-16
const due = "2026-12-16";
let globex: Admitted;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  globex = await admitted("Globex");
  await committeeMember("ravi@committee.example", "reviewer");
  await opened(first);
  await allArrive();
});

/** What the files of the emails to one address say, in the order they were written. */
async function filesTo(recipient: string): Promise<readonly EmailCalendar[]> {
  const rows = await database()
    .select({ calendar: sql<EmailCalendar>`${emailMessage.data} -> 'calendar'` })
    .from(emailMessage)
    .where(and(eq(emailMessage.recipient, recipient), sql`${emailMessage.data} ? 'calendar'`))
    .orderBy(asc(emailMessage.createdAt));
  return rows.map(({ calendar }) => calendar);
}
const gus = "gus@globex.example";
const newest = async () => (await filesTo(gus)).at(-1);
const ownDay = async (now: Date, who = "gus") => ownRecheckDay((await personOf(globex, who, now)).actor, globex.memberId, now);

it("the first email brings the day, with the moment it was written", async () => {
  expect(await filesTo(gus)).toEqual([{ on: due, sequence: 1, stampedAt: at(first).toISOString(), cancelled: false }]);
});

it("reminders bring it to everybody, and never to the contact alias", async () => {
  await night(globex, "2026-12-01");
  expect((await newest())?.on).toBe(due);
  expect((await filesTo("gina@globex.example")).map(({ on }) => on)).toEqual([due]);
  const rows = await database()
    .select({ id: emailMessage.id, recipient: emailMessage.recipient })
    .from(emailMessage)
    .where(eq(emailMessage.kind, "recheck-reminder"));
  for (const { id, recipient } of rows) {
    await database().update(emailMessage).set({ status: "queued" }).where(eq(emailMessage.id, id));
    const drawn = await emailToDeliver(id);
    expect([recipient, "calendar" in (drawn?.data ?? {})]).toEqual([recipient, recipient !== globex.alias]);
  }
  expect(rows).toHaveLength(3);
});

describe("the number of a file rises", () => {
  it("when the committee changes the date", async () => {
    await night(globex, "2026-12-01");
    const before = await newest();
    const { id, version } = await recheckOf(globex);
    const now = at("2026-12-02");
    await extendRecheck(await signedIn("ravi@committee.example", now), {
      recheckId: id,
      version,
      until: "2027-01-20",
      reason: "They move.",
    });
    const moved = await newest();
    expect(moved).toMatchObject({ on: "2027-01-20", cancelled: false });
    expect(moved?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(moved?.sequence).toBe((await recheckOf(globex)).version);
  });

  it("when the deadline was paused, which changes the date", async () => {
    await bounces("recheck-opened", gus, at(first));
    const { id } = await recheckOf(globex);
    expect(await night(globex, "2026-11-20")).toContain("pause");
    await remindNow(await signedIn("ravi@committee.example", at("2026-11-25")), { recheckId: id });
    const before = await newest();
    await allArrive();
    await night(globex, "2026-11-26");
    await night(globex, "2026-12-10");
    const after = await newest();
    expect([before?.on, after?.on]).toEqual([addDays(due, 5), addDays(due, 6)]);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  });

  it("when it is passed, and the day is cancelled", async () => {
    const before = await newest();
    await reacts(globex, at("2026-11-17"));
    const now = at("2026-12-02");
    await say(globex, { now });
    const { id, version } = await recheckOf(globex);
    await answerRecheck(await personOf(globex, "gus", now), { recheckId: id, version, truth: "yes" });
    const passed = await newest();
    expect(passed).toMatchObject({ on: due, cancelled: true });
    expect(passed?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    expect(await ownDay(now)).toMatchObject({ calendar: { cancelled: true, sequence: passed?.sequence } });
  });
});

it("when the member has left, it is cancelled: its people are told, and so is the calendar event", async () => {
  const before = await newest();
  const now = at("2026-11-25");
  await database().execute(sql`update member set left_on = '2026-11-25' where id = ${globex.memberId}`);
  await database().execute(sql`update contact_alias set until_at = now() where member_id = ${globex.memberId}`);
  await callOffRecheck(asWorker(now), { memberId: globex.memberId });
  await callOffRecheck(asWorker(now), { memberId: globex.memberId });
  expect(await emailsSince(now)).toEqual(["gina", "gus"].map((who) => `recheck-called-off to ${who}@globex.example`));
  const calledOff = await newest();
  expect(calledOff).toMatchObject({ on: due, cancelled: true });
  expect(calledOff?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  expect(await ownDay(now)).toBeNull();
});

it("the page gives the current calendar event to people who may answer, and others nothing", async () => {
  const now = at("2026-11-20");
  expect(await ownDay(now)).toEqual({
    organization: "Globex",
    reference: "2026-001",
    calendar: { on: due, sequence: (await recheckOf(globex)).version, stampedAt: now.toISOString(), cancelled: false },
  });
  expect(await ownDay(now, "gina")).not.toBeNull();
  const hooli = await admitted("Hooli", { since: "2026-06-01", people: [["hal", "primary"]] });
  for (const { actor } of [{ actor: visitor }, await personOf(hooli, "hal", now), await signedIn("ravi@committee.example", now)])
    expect(await ownRecheckDay(actor, globex.memberId, now)).toBeNull();
  expect(await ownRecheckDay((await personOf(hooli, "hal", now)).actor, hooli.memberId, now)).toBeNull(); // no re-check yet
});
