import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { application, auditEvent, emailMessage, organization, person } from "@/db/schema";
import { sendAgain } from "@/lib/application/commands/send-again";
import { later } from "@/lib/email/rules";
import { localOutbox } from "@/lib/email/transport/local-outbox";
import { type Person, visitor, worker } from "@/lib/kernel/actor";
import type { CommitteeRole } from "@/lib/kernel/roles";
import { emailsAbout, outboxEmail, outboxEmails } from "@/lib/views/emails";
import { deliverEmail } from "@/lib/worker/tasks/deliver-email";
import { testDatabase } from "../setup/database";
import { post, row } from "./post";

const start = new Date("2026-11-23T08:00:00.000Z");
const ids = { organization: randomUUID(), application: randomUUID(), ada: randomUUID() };
let failed: string;

beforeAll(async () => {
  const { db } = await testDatabase();
  await db.insert(person).values({ id: ids.ada, email: "ada@acme.example" });
  await db.insert(organization).values({ id: ids.organization, name: "Acme Cloud", createdAt: start });
  await db.insert(application).values({
    id: ids.application,
    reference: "2026-042",
    list: "istio",
    organizationId: ids.organization,
    organizationName: "Acme Cloud",
    criteriaOn: "2026-11-23",
    createdBy: ids.ada,
    createdAt: start,
    draftEndsOn: "2027-01-22",
  });
});

beforeEach(async () => {
  await database().delete(emailMessage);
  failed = await post({ at: start, subjectId: ids.application, kind: "decision-delayed", to: "ada@acme.example" });
  await fail({});
});

async function fail(changes: Partial<typeof emailMessage.$inferInsert>): Promise<void> {
  await database()
    .update(emailMessage)
    .set({ status: "failed", trouble: "not-confirmed", firstAttemptAt: start, attempts: 20, ...changes })
    .where(eq(emailMessage.id, failed));
}

function committeeMember(role: CommitteeRole, { list = "istio", minutesAgo = 5, conflicted = false, at = start } = {}): Person {
  return {
    kind: "person",
    personId: randomUUID(),
    email: `${role}@committee.example`,
    name: null,
    signedInAt: later(at, -60 * minutesAgo),
    roles: [{ list, role }],
    contacts: [],
    conflicts: conflicted ? [{ list, organizationId: ids.organization }] : [],
  };
}

const again = (actor: Person | typeof visitor | typeof worker, now: Date, mayArriveTwice = false) =>
  sendAgain({ actor, now }, { emailId: failed, mayArriveTwice });

describe("sending an email again", () => {
  test.each(["chair", "administrator"] as const)("a %s does it: same letter, a new attempt, a trace with the name", async (role) => {
    const actor = committeeMember(role);
    await again(actor, later(start, 60));
    expect(await row(failed)).toMatchObject({ status: "queued", trouble: null, firstAttemptAt: start });
    const events = await database().select().from(auditEvent).where(eq(auditEvent.actorId, actor.personId));
    expect(events.map(({ action, subjectId }) => ({ action, subjectId }))).toEqual([{ action: "email.sent_again", subjectId: failed }]);
  });

  test.each([
    ["a reviewer", committeeMember("reviewer")],
    ["an auditor", committeeMember("auditor")],
    ["a chair of another list", committeeMember("chair", { list: "layer5" })],
    ["a chair with a conflict of interest", committeeMember("chair", { conflicted: true })],
    ["a visitor", visitor],
    ["the worker", worker],
  ])("%s is refused, and nothing is named", async (_, actor) => {
    await expect(again(actor, later(start, 60))).rejects.toMatchObject({
      kind: "not-allowed",
      message: "This page does not exist, or you do not have access to it.",
    });
    expect((await row(failed)).status).toBe("failed");
  });

  test("a session of an hour ago has to sign in again", async () => {
    await expect(again(committeeMember("chair", { minutesAgo: 60 }), later(start, 60))).rejects.toThrow(
      "Sign in again to do this: it requires a sign-in within the last 30 minutes.",
    );
  });

  test("twice is a conflict", async () => {
    await again(committeeMember("chair"), later(start, 60));
    await expect(again(committeeMember("chair"), later(start, 61))).rejects.toThrow("This is not possible any more: the email is queued.");
  });

  test("after 20 hours the email may arrive twice, and the person has to confirm that", async () => {
    const late = later(start, 21 * 3600);
    const chair = committeeMember("chair", { at: late });
    await expect(again(chair, late)).rejects.toMatchObject({
      problems: [{ field: "mayArriveTwice", message: "Confirm that the email may arrive twice" }],
    });
    await again(chair, late, true);
    expect(await row(failed)).toMatchObject({ status: "queued", firstAttemptAt: null });
  });

  test("a key that the provider has given to another email is left alone for a day, whatever anybody confirms", async () => {
    await fail({ trouble: "changed-after-sending" });
    await expect(again(committeeMember("chair"), later(start, 60), true)).rejects.toThrow(
      "The provider has another email under this key. Send it again after 24 November 2026, 08:00 UTC.",
    );
    const nextDay = later(start, 24 * 3600);
    await again(committeeMember("chair", { at: nextDay }), nextDay, true);
    expect((await row(failed)).status).toBe("queued");
  });
});

describe("emails about an application", () => {
  const about = { kind: "application", id: ids.application };

  test("show the committee their delivery status, without their text", async () => {
    expect(await emailsAbout(committeeMember("chair"), about, { now: new Date(), addresses: true })).toEqual([
      {
        id: failed,
        kind: "decision-delayed",
        recipient: "ada@acme.example",
        createdAt: start,
        acceptedAt: null,
        state: "Not sent. Somebody has to look at it. The mail provider did not confirm it for 20 hours.",
        maySendAgain: true,
      },
    ]);
    expect(
      (await emailsAbout(committeeMember("auditor"), about, { now: new Date(), addresses: true })).map(({ maySendAgain }) => maySendAgain),
    ).toEqual([false]);
  });

  test.each([
    ["an address with which somebody signs in", "ada@acme.example", "ada@acme.example"],
    ["a contact alias", "security@acme.example", null],
  ])("show an administrator %s or leave it out", async (_, recipient, view) => {
    await fail({ recipient });
    const seen = await emailsAbout(committeeMember("administrator"), about, { now: new Date(), addresses: false });
    expect(seen.map((each) => [each.id, each.recipient])).toEqual([[failed, view]]);
  });

  test.each([
    ["a chair with a conflict of interest", committeeMember("chair", { conflicted: true })],
    ["a chair of another list", committeeMember("chair", { list: "layer5" })],
    ["a reviewer", committeeMember("reviewer")],
    ["a visitor", visitor],
  ])("show nothing to %s", async (_, viewer) => {
    expect(await emailsAbout(viewer, about, { now: new Date(), addresses: true })).toEqual([]);
  });
});

test("in the local outbox an email is kept with its words, also those with a secret", async () => {
  await database().delete(emailMessage);
  const id = await post({ at: start, kind: "alias-check", to: "security@acme.example" });
  await deliverEmail({ emailId: id }, { via: localOutbox, now: start });
  expect(await row(id)).toMatchObject({ status: "accepted", providerId: `outbox:${id}` });
  const [view] = await outboxEmails(new Date());
  expect(view).toMatchObject({
    id,
    recipient: "security@acme.example",
    state: "Kept in the local outbox.",
  });
  expect(view?.text).toContain("http://localhost:3000/confirm/alias/t0k3n-Alias_");
  expect(await outboxEmails(new Date(), { to: "nobody@acme.example" })).toEqual([]);
  expect(await outboxEmail("-".repeat(36), new Date())).toBeNull();
});
