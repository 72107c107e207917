import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import {
  application,
  committeeRole,
  decision,
  formPress,
  informationRequest,
  keptForm,
  organization,
  person,
  rateCount,
  reviewAssignment,
  routingTrouble,
  session,
  signInCode,
  sweep,
  voteRound,
} from "@/db/schema";
import { catchUp, morningSweep } from "@/lib/worker/sweep";
import { post } from "../email/post";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";
import { readyToRace } from "../setup/race";

const monday = new Date("2026-11-23T05:15:00.000Z");
const rhea = randomUUID();
const otto = randomUUID();

beforeAll(async () => {
  const { db } = await testDatabase();
  await db.insert(person).values([
    { id: rhea, email: "rhea@committee.example" },
    { id: otto, email: "otto@committee.example" },
  ]);
});

beforeEach(async () => {
  await database().delete(sweep);
  await database().execute(sql`delete from graphile_worker._private_jobs`);
  await empty("application", "committee_role", "email");
});

type Given = Partial<typeof application.$inferInsert>;

async function given(values: Given): Promise<string> {
  const id = randomUUID();
  const organizationId = randomUUID();
  await database().insert(organization).values({ id: organizationId, name: "Acme", createdAt: monday });
  await database()
    .insert(application)
    .values({
      id,
      reference: `2026-${id.slice(0, 8)}`,
      list: "istio",
      organizationId,
      organizationName: "Acme",
      criteriaOn: "2026-09-01",
      createdBy: rhea,
      createdAt: monday,
      draftEndsOn: "2027-01-22",
      ...values,
    });
  return id;
}

/** The jobs that wait, as "task id", sorted. */
async function jobs(): Promise<readonly string[]> {
  const { rows } = await database().execute<{ task: string; payload: Record<string, string> }>(sql`
    select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`);
  return rows.map(({ task, payload }) => [task, ...Object.values(payload)].join(" ")).sort();
}

test("a draft is reminded in its last week and ended after its last day", async () => {
  await given({ draftEndsOn: "2026-12-01" });
  await given({ draftEndsOn: "2026-11-30", draftReminded: true });
  await given({ draftEndsOn: "2026-11-22", status: "withdrawn" });
  const remind = await given({ draftEndsOn: "2026-11-30" });
  const lastDay = await given({ draftEndsOn: "2026-11-23" });
  const end = await given({ draftEndsOn: "2026-11-22", draftReminded: true });
  await morningSweep(monday);
  expect(await jobs()).toEqual([`end-draft ${end}`, `remind-draft ${remind}`, `remind-draft ${lastDay}`].sort());
});

test("a decision is overdue on the day after its due day, also while the applicant is asked", async () => {
  const sent = { submittedAt: monday, status: "submitted" } as const;
  await given({ ...sent, decisionDueOn: "2026-11-23" });
  const late = await given({ ...sent, decisionDueOn: "2026-11-20" });
  const asked = await given({ ...sent, status: "information_requested", decisionDueOn: "2026-11-22" });
  await given({ ...sent, status: "accepted", decisionDueOn: "2026-11-01" });
  await morningSweep(monday);
  expect(await jobs()).toEqual([`tell-overdue ${late} 2026-11-23`, `tell-overdue ${asked} 2026-11-23`].sort());
});

test("every open question gets a look, no answered or closed one does", async () => {
  const id = await given({});
  const open = randomUUID();
  const question = { applicationId: id, question: "Who?", askedBy: rhea, askedAt: monday, dueOn: "2026-12-01" };
  await database()
    .insert(informationRequest)
    .values([
      { ...question, id: open, criterion: "a" },
      { ...question, criterion: "b", answeredAt: monday },
      { ...question, criterion: "c", closedAt: monday },
    ]);
  await morningSweep(monday);
  expect(await jobs()).toEqual([`remind-information ${open}`]);
});

test("one digest a person and list, for roles that review", async () => {
  const grant = { personId: rhea, grantedAt: monday };
  await database()
    .insert(committeeRole)
    .values([
      { ...grant, list: "istio", role: "reviewer" },
      { ...grant, list: "istio", role: "chair" },
      { ...grant, list: "layer5", role: "reviewer" },
      { ...grant, personId: otto, list: "istio", role: "auditor" },
      { ...grant, personId: otto, list: "layer5", role: "reviewer", revokedAt: monday },
    ]);
  await morningSweep(monday);
  expect((await jobs()).map((job) => job.replace(rhea, "rhea"))).toHaveLength(2);
  expect((await jobs()).every((job) => job.startsWith("write-digest") && job.includes(rhea) && job.endsWith("2026-11-23"))).toBe(true);
});

test("by schedule and twice by hand, at once or later, a day is swept once; the next day is another", async () => {
  await given({ draftEndsOn: "2026-11-22" });
  await readyToRace();
  await Promise.all([morningSweep(monday), morningSweep(monday)]);
  await morningSweep(new Date("2026-11-23T22:00:00.000Z"));
  expect(await jobs()).toHaveLength(1);
  await morningSweep(new Date("2026-11-24T05:15:00.000Z"));
  expect(await jobs()).toHaveLength(2);
});

test("more than one batch is swept completely", async () => {
  const organizations = Array.from({ length: 1001 }, () => ({ id: randomUUID(), name: "Acme", createdAt: monday }));
  await database().insert(organization).values(organizations);
  await database()
    .insert(application)
    .values(
      organizations.map(({ id }, index) => ({
        reference: `2026-${index + 10_000}`,
        list: "istio",
        organizationId: id,
        organizationName: "Acme",
        criteriaOn: "2026-09-01",
        createdBy: rhea,
        createdAt: monday,
        draftEndsOn: "2026-11-22",
      })),
    );
  await morningSweep(monday);
  expect(new Set(await jobs()).size).toBe(1001);
});

const data = { list: "istio", decisionDueOn: "2026-12-07" } as const;

test("catching up finds held decisions, votes past their close and emails that nobody takes further", async () => {
  const id = await given({ status: "submitted", submittedAt: monday, decisionDueOn: "2026-12-07" });
  const other = await given({ status: "submitted", submittedAt: monday, decisionDueOn: "2026-12-07" });
  const held = { outcome: "declined", decidedBy: rhea, secondedBy: otto, decidedAt: monday, reasons: [] } as const;
  const [due] = await database()
    .insert(decision)
    .values({ ...held, applicationId: id, undoUntil: monday })
    .returning();
  await database()
    .insert(decision)
    .values({ ...held, applicationId: other, undoUntil: new Date("2026-11-23T05:16:00.000Z") });
  const [over] = await database()
    .insert(voteRound)
    .values({ ...data, applicationId: id, openedAt: new Date("2026-11-16T05:00:00.000Z"), closesAt: monday })
    .returning();
  await database()
    .insert(voteRound)
    .values({ ...data, applicationId: other, openedAt: monday, closesAt: new Date("2026-11-30T05:00:00.000Z") });
  const lost = await post({ at: new Date("2026-11-23T05:04:00.000Z") });
  await post({ at: new Date("2026-11-23T05:06:00.000Z") });
  await database().execute(sql`delete from graphile_worker._private_jobs`);
  await catchUp(monday);
  expect(await jobs()).toEqual([`close-vote ${over?.id}`, `deliver-email ${lost}`, `release-decision ${due?.id}`, "watch-people istio"]);
});

test("catching up does all else on a day on which no list asks for a check", async () => {
  const lost = await post({ at: new Date("2010-01-01T04:00:00.000Z") });
  await database().execute(sql`delete from graphile_worker._private_jobs`);
  await catchUp(new Date("2010-01-01T05:15:00.000Z"));
  expect(await jobs()).toEqual([`deliver-email ${lost}`]);
});

test("catching up routes what nobody could take, and what an ex-reviewer still has", async () => {
  const stuck = await given({ status: "submitted", submittedAt: monday, decisionDueOn: "2026-12-07" });
  await database().insert(routingTrouble).values({ applicationId: stuck, why: "nobody", toldAt: monday });
  const left = await given({ status: "submitted", submittedAt: monday, decisionDueOn: "2026-12-07" });
  const fine = await given({ status: "submitted", submittedAt: monday, decisionDueOn: "2026-12-07" });
  await database().insert(committeeRole).values({ list: "istio", personId: rhea, role: "reviewer", grantedAt: monday });
  await database()
    .insert(reviewAssignment)
    .values([
      { ...data, applicationId: left, personId: otto, assignedAt: monday },
      { ...data, applicationId: fine, personId: rhea, assignedAt: monday },
    ]);
  await catchUp(monday);
  expect(await jobs()).toEqual([...[`route-application ${left}`, `route-application ${stuck}`].sort(), "watch-people istio"]);
});

test("the morning erases what was to last a day, and leaves what still may be needed", async () => {
  const before = (hours: number) => new Date(monday.getTime() - hours * 3_600_000);
  const form = { browserHash: "b", path: "/", message: "", problems: [], fields: { text: "typed" } };
  await database()
    .insert(keptForm)
    .values([
      { ...form, at: before(25) },
      { ...form, at: before(23) },
    ]);
  const code = { email: "rhea@committee.example", browserHash: "b", codeHash: "c", createdAt: before(49) };
  await database()
    .insert(signInCode)
    .values([
      { ...code, expiresAt: before(25) },
      { ...code, expiresAt: before(23) },
    ]);
  await database()
    .insert(formPress)
    .values([
      { session: "old", form: "f", at: before(1) },
      { session: "new", form: "f", at: before(0) },
    ]);
  await database()
    .insert(rateCount)
    .values([
      { bucket: "old", windowStart: before(49), count: 1 },
      { bucket: "new", windowStart: before(47), count: 1 },
    ]);
  await database()
    .insert(session)
    .values([
      { sessionToken: "over", userId: rhea, expires: before(1) },
      { sessionToken: "open", userId: rhea, expires: before(-1) },
    ]);
  await morningSweep(monday);
  expect(await database().select({ at: keptForm.at }).from(keptForm)).toEqual([{ at: before(23) }]);
  expect(await database().select({ expiresAt: signInCode.expiresAt }).from(signInCode)).toEqual([{ expiresAt: before(23) }]);
  expect(await database().select({ session: formPress.session }).from(formPress)).toEqual([{ session: "new" }]);
  expect(await database().select({ bucket: rateCount.bucket }).from(rateCount)).toEqual([{ bucket: "new" }]);
  expect(await database().select({ token: session.sessionToken }).from(session)).toEqual([{ token: "open" }]);
});
