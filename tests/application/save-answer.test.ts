import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { aliasCheck, answer, answerConflict, application, applicationContact, embargoAcceptance } from "@/db/schema";
import { resolveConflict } from "@/lib/application/commands/resolve-conflict";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { type Person, visitor, worker } from "@/lib/kernel/actor";
import { applicationForApplicant } from "@/lib/views/own-application";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { answers, committeeMember, emails, eventsOf, fill, forget, later, monday, save, someone, start, stored, submit } from "./world";

let db: Database;
let ada: Person;
let reference: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await forget();
  ada = await someone("ada@acme.example", "Ada Acme");
  reference = await start(ada);
});

async function colleague(): Promise<Person> {
  const ben = await someone("ben@acme.example", "Ben Acme");
  const { id } = await stored(reference);
  await db.insert(applicationContact).values({ applicationId: id, personId: ben.personId, since: monday });
  return ben;
}

const product = answers.redistribution ?? {};

describe("saving an answer", () => {
  it("keeps what was typed although it is wrong, as it was typed", async () => {
    const typed = { ...product, since: "some day", link: "javascript:alert(1)" };
    expect(await save(ada, reference, "redistribution", typed)).toEqual({
      outcome: "saved",
      reads: false,
      says: null,
      next: "user-base",
      isDraft: true,
    });
    const [row] = await db.select().from(answer);
    expect(row).toMatchObject({ criterion: "redistribution", draft: typed, finished: true, version: 1, origin: null });
    expect(await eventsOf(reference)).toEqual(["application.started", "application.answer_saved"]);
  });

  it.each([
    ["a stranger", () => someone("mallory@evil.example")],
    ["a visitor", async () => visitor],
    ["the worker", async () => worker],
    ["a reviewer of the list", () => committeeMember("ravi@istio.example", "reviewer")],
    ["a chair of the list", () => committeeMember("carol@istio.example", "chair")],
    ["an administrator of the list", () => committeeMember("ann@istio.example", "administrator")],
    ["an auditor of the list", () => committeeMember("otto@istio.example", "auditor")],
  ])("is refused to %s (HC-AUZ-001)", async (_who, actor) => {
    const refused = saveAnswer(
      { actor: await actor(), now: monday },
      { reference, criterion: "redistribution", version: 0, draft: product },
    );
    await expect(refused).rejects.toMatchObject({
      kind: "not-allowed",
      message: "This page does not exist, or you do not have access to it.",
    });
    expect(await db.$count(answer)).toBe(0);
  });

  it("refuses fields that the page does not have, and changes nothing by them (HC-FRM-002)", async () => {
    const refused = save(ada, reference, "redistribution", { ...product, role: "admin", isReviewer: "true", organizationId: "x" });
    await expect(refused).rejects.toMatchObject({
      kind: "input",
      problems: [{ field: "", message: expect.stringContaining("an unknown field") }],
    });
    const around = saveAnswer(
      { actor: ada, now: monday },
      // @ts-expect-error: does not compile either
      { reference, criterion: "redistribution", version: 0, draft: product, status: "accepted" },
    );
    await expect(around).rejects.toMatchObject({ kind: "input" });
    expect(await db.$count(answer)).toBe(0);
  });

  it.each(["check", "__proto__", "constructor", "nothing"])("knows no criterion %s", async (criterion) => {
    await expect(save(ada, reference, criterion, {}, { version: 0 })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it.each(["1e3", "0x10", "-1", "99999999999999999999", "1;2", "", "2026-1"])("takes no reference like %s (HC-FRM-009)", async (odd) => {
    await expect(
      saveAnswer({ actor: ada, now: monday }, { reference: odd, criterion: "redistribution", version: 0, draft: {} }),
    ).rejects.toMatchObject({ kind: "input" });
    expect(await applicationForApplicant(ada, odd)).toBeNull();
  });

  it("is one change when it is pressed twice", async () => {
    await save(ada, reference, "redistribution", product, { version: 0 });
    expect(await save(ada, reference, "redistribution", product, { version: 0 })).toMatchObject({ outcome: "saved", reads: true });
    expect(await db.select({ version: answer.version }).from(answer)).toEqual([{ version: 1 }]);
  });

  it("is refused after sending and after a decision (HC-AUZ-014)", async () => {
    await fill(ada, reference);
    await submit(ada, reference);
    await expect(save(ada, reference, "redistribution", { ...product, name: "Other" })).rejects.toMatchObject({
      kind: "conflict",
      message: "The application was sent. Only what the committee asks about can be changed.",
    });
    await db.update(application).set({ status: "declined", decidedAt: monday });
    await expect(save(ada, reference, "redistribution", { ...product, name: "Other" })).rejects.toMatchObject({
      kind: "conflict",
      message: "The application is closed. You can start a new one.",
    });
  });
});

describe("two people, or two windows, on one answer", () => {
  it("keeps both texts and overwrites none (HC-FRM-007)", async () => {
    const ben = await colleague();
    await save(ada, reference, "redistribution", { ...product, name: "Text of Ada" }, { version: 0 });
    expect(await save(ben, reference, "redistribution", { ...product, name: "Text of Ben" }, { version: 0 })).toMatchObject({
      outcome: "conflict",
    });
    const seen = await applicationForApplicant(ben, reference);
    expect(seen?.answers).toMatchObject([{ draft: { name: "Text of Ada" }, editedBy: "Ada Acme", editedByMe: false }]);
    expect(seen?.conflicts).toMatchObject([{ criterion: "redistribution", draft: { name: "Text of Ben" } }]);
    expect((await applicationForApplicant(ada, reference))?.conflicts).toEqual([]);
  });

  it("stores one of two that come at the same moment, and keeps the other", async () => {
    const ben = await colleague();
    await readyToRace();
    const both = await Promise.all([
      save(ada, reference, "redistribution", { ...product, name: "Text of Ada" }, { version: 0 }),
      save(ben, reference, "redistribution", { ...product, name: "Text of Ben" }, { version: 0 }),
    ]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["conflict", "saved"]);
    expect(await db.$count(answer)).toBe(1);
    expect(await db.$count(answerConflict)).toBe(1);
  });

  it.each([
    ["mine", "Second window"],
    ["theirs", "First window"],
  ] as const)("is settled by choosing %s", async (keep, expected) => {
    await save(ada, reference, "redistribution", { ...product, name: "First window" }, { version: 0 });
    await save(ada, reference, "redistribution", { ...product, name: "Second window" }, { version: 0 });
    const resolve = () => resolveConflict({ actor: ada, now: monday }, { reference, criterion: "redistribution", version: 1, keep });
    await resolve();
    await resolve(); // pressed twice
    expect(await db.select({ draft: answer.draft }).from(answer)).toMatchObject([{ draft: { name: expected } }]);
    expect(await db.$count(answerConflict)).toBe(0);
  });

  it("is shown again when a third text came meanwhile", async () => {
    const ben = await colleague();
    await save(ada, reference, "redistribution", { ...product, name: "1" }, { version: 0 });
    await save(ben, reference, "redistribution", { ...product, name: "2" }, { version: 0 });
    await save(ada, reference, "redistribution", { ...product, name: "3" });
    await expect(
      resolveConflict({ actor: ben, now: monday }, { reference, criterion: "redistribution", version: 1, keep: "mine" }),
    ).rejects.toMatchObject({ kind: "conflict" });
    expect(await db.$count(answerConflict)).toBe(1);
  });

  it("cannot be resolved by a stranger", async () => {
    const mallory = await someone("mallory@evil.example");
    await expect(
      resolveConflict({ actor: mallory, now: monday }, { reference, criterion: "redistribution", version: 0, keep: "mine" }),
    ).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("the contact alias", () => {
  const alias = answers["security-alias"] ?? {};

  it("is asked as soon as its page reads, and once", async () => {
    await save(ada, reference, "security-alias", { ...alias, watchedBy: "" });
    expect(await emails()).toEqual([]);
    await save(ada, reference, "security-alias", alias);
    await save(ada, reference, "security-alias", { ...alias, hours: "Weekdays" });
    expect(await emails()).toEqual(["alias-check to security@acme.example"]);
  });

  it("ends the question, answered or not, when another address is stored (HC-LIF-003)", async () => {
    await save(ada, reference, "security-alias", alias);
    await db.update(aliasCheck).set({ answeredAt: later({ hours: 1 }), answeredBy: "Rota" });
    await save(ada, reference, "security-alias", { ...alias, address: "psirt@acme.example" }, { now: later({ hours: 2 }) });
    const checks = await db
      .select({ address: aliasCheck.address, endedAt: aliasCheck.endedAt, answeredAt: aliasCheck.answeredAt })
      .from(aliasCheck)
      .orderBy(aliasCheck.askedAt);
    expect(checks).toEqual([
      { address: "security@acme.example", endedAt: later({ hours: 2 }), answeredAt: later({ hours: 1 }) },
      { address: "psirt@acme.example", endedAt: null, answeredAt: null },
    ]);
  });

  it("ends the question also when what is stored is no address any more", async () => {
    await save(ada, reference, "security-alias", alias);
    await save(ada, reference, "security-alias", { ...alias, address: "psirt@" });
    expect(await db.select({ endedAt: aliasCheck.endedAt }).from(aliasCheck)).toEqual([{ endedAt: monday }]);
  });

  it("is written to five times a day at most, whoever asks", async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const person = await someone(`colleague${turn}@acme.example`);
      await save(person, await start(person, `Acme ${turn}`), "security-alias", alias);
    }
    expect((await emails()).filter((line) => line.endsWith("security@acme.example"))).toHaveLength(5);
  });
});

describe("the embargo policy", () => {
  const accepts = answers["embargo-policy"] ?? {};

  it("is accepted in the version that was shown on the page, and not in an older one", async () => {
    expect(await save(ada, reference, "embargo-policy", { ...accepts, policyVersion: "2019-03" })).toMatchObject({
      outcome: "saved",
      reads: false,
    });
    expect(await db.$count(embargoAcceptance)).toBe(0);
    await save(ada, reference, "embargo-policy", accepts);
    expect(await db.$count(embargoAcceptance)).toBe(1);
  });

  it("keeps what was accepted before, with its end, when the answer changes", async () => {
    await save(ada, reference, "embargo-policy", accepts);
    expect(await save(ada, reference, "embargo-policy", { ...accepts, accept: "no" }, { now: later({ days: 1 }) })).toMatchObject({
      says: "declined",
    });
    await save(ada, reference, "embargo-policy", { ...accepts, name: "Cem Chief" }, { now: later({ days: 2 }) });
    const rows = await db
      .select({ name: embargoAcceptance.personName, endedAt: embargoAcceptance.endedAt })
      .from(embargoAcceptance)
      .orderBy(embargoAcceptance.at);
    expect(rows).toEqual([
      { name: "Bea Boss", endedAt: later({ days: 1 }) },
      { name: "Cem Chief", endedAt: null },
    ]);
  });
});

it("never writes what people typed into the trail", async () => {
  await save(ada, reference, "user-base", { text: "A very private sentence", "links.0.url": "https://acme.example/secret" });
  const { rows } = await db.execute<{ data: unknown }>(sql`select data from audit_event`);
  expect(JSON.stringify(rows)).not.toMatch(/private sentence|secret/);
});
