import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/audit/checkpoints/route";
import type { Database } from "@/db/client";
import { alert, auditCheckpoint, committeeRole, emailMessage, person } from "@/db/schema";
import { appendAuditEvents } from "@/lib/audit/chain";
import { checkpointsIn, wronglySigned } from "@/lib/audit/checkpoint-file";
import { lineOf, newSigningKey, publicKeysFrom, signCheckpoint, signingKeyFrom } from "@/lib/audit/signing";
import { verifyChain } from "@/lib/audit/verify";
import { audit } from "@/lib/cli/audit";
import { tellBrokenTrail } from "@/lib/evidence/commands/tell-broken-trail";
import { tellStatusFaults } from "@/lib/evidence/commands/tell-status-faults";
import { visitor, worker } from "@/lib/kernel/actor";
import { type CheckpointSettings, trailWatch } from "@/lib/worker/tasks/verify-trail";
import { asOwner, testDatabase } from "../setup/database";

let db: Database;
const start = new Date("2026-11-28T10:00:00Z");
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const context = { actor: worker };
const unsigned: CheckpointSettings = { AUDIT_SIGNING_KEY: null, AUDIT_CHECKPOINT_FILE: null };

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await asOwner(
    "alter table audit_event disable trigger user; delete from audit_event; alter table audit_event enable trigger user; delete from alert; delete from audit_checkpoint",
  );
  await append(10);
});

async function append(count: number): Promise<void> {
  const event = {
    action: "application.submitted",
    at: start,
    actorKind: "system",
    actorId: "worker",
    actorRole: null,
    requestId: null,
    list: "istio",
    subjectKind: "application",
    subjectId: "00000000-0000-4000-8000-000000000001",
    data: {},
  } as const;
  const events = Array.from({ length: count }, () => event);
  await db.transaction((tx) => appendAuditEvents(tx, events));
}

const tamper = (sql: string) =>
  asOwner(`alter table audit_event disable trigger user; ${sql}; alter table audit_event enable trigger user`);
const alerts = async () =>
  (await db.select({ kind: alert.kind, list: alert.list }).from(alert)).map(({ kind, list }) => `${kind} ${list}`).sort();
const onEveryList = ["trail-broken istio", "trail-broken layer5"];

/** A signing key, and a file for its checkpoints. */
async function signing(): Promise<{ settings: CheckpointSettings & { AUDIT_CHECKPOINT_FILE: string }; publicKey: string }> {
  const { privateKey, publicKey } = newSigningKey();
  const file = join(await mkdtemp(join(tmpdir(), "checkpoints-")), "checkpoints");
  return { settings: { AUDIT_SIGNING_KEY: privateKey, AUDIT_CHECKPOINT_FILE: file }, publicKey };
}

describe("the hourly verification", () => {
  test("raises no alert for a trail that is whole and grows", async () => {
    const watch = trailWatch(() => unsigned);
    for (const hour of [0, 1, 2, 25, 26]) {
      await watch(context, later(hour));
      await append(5);
    }
    expect(await alerts()).toEqual([]);
  });

  test.each([
    ["a new event was changed", "update audit_event set data = '{\"changed\": true}' where position = 12"],
    ["the last verified event was changed", "update audit_event set action = 'person.named' where position = 10"],
    ["the end was cut off", "delete from audit_event where position >= 10"],
    ["the end was cut off before the new events", "delete from audit_event where position between 8 and 11"],
  ])("tells the chairs of each list within the hour when %s, once while the alert is open", async (_, change) => {
    const watch = trailWatch(() => unsigned);
    await watch(context, start);
    await append(5);
    await tamper(change);
    await watch(context, later(1));
    expect(await alerts()).toEqual(onEveryList);
    const emails = await db.$count(emailMessage);
    await append(20);
    await watch(context, later(2));
    expect([await alerts(), await db.$count(emailMessage)]).toEqual([onEveryList, emails]);
  });

  test("finds a change in an old event by the full verification each day, and first after a start", async () => {
    const watch = trailWatch(() => unsigned);
    await watch(context, start);
    await tamper("update audit_event set action = 'person.named' where position = 3");
    await watch(context, later(1));
    expect(await alerts()).toEqual([]);
    await watch(context, later(24));
    expect(await alerts()).toEqual(onEveryList);
    await asOwner("delete from alert");
    await trailWatch(() => unsigned)(context, later(25));
    expect(await alerts()).toEqual(onEveryList);
  });

  test("tells the chairs of the list once a day when a status differs from the trail", async () => {
    const [someone] = await db.insert(person).values({ email: "eve@mesh.example" }).returning();
    await db.insert(committeeRole).values({ list: "istio", personId: someone?.id ?? "", role: "chair", grantedAt: start });
    const watch = trailWatch(() => unsigned);
    await watch(context, start);
    expect(await alerts()).toEqual(["status-differs istio", "status-differs layer5"]); // one person may have roles on several lists
    const [raised] = await db.select({ sentence: alert.sentence }).from(alert).limit(1);
    expect(raised?.sentence).toContain("in 1 place (committee_role.revoked_at)");
    await asOwner("delete from alert");
    await watch(context, later(1));
    expect(await alerts()).toEqual([]);
    await watch(context, later(24));
    expect(await alerts()).toHaveLength(2);
    const output = await audit.verify?.run({ words: [], options: {} });
    expect(output).toMatchObject({
      refused: true,
      json: { ok: true, statuses: [{ column: "committee_role.revoked_at", row: someone?.id }] },
    });
    expect(output?.text).toContain(`committee_role.revoked_at of ${someone?.id}: stored "istio chair", the trail says ""`);
    await asOwner("delete from email; delete from committee_role; delete from person");
    expect((await audit.verify?.run({ words: [], options: {} }))?.text).toContain("Every status column agrees with its events.");
  });

  test("lets nobody else raise the alert about statuses", async () => {
    const input = { list: "istio", columns: ["removal.status"], rows: 1 };
    await expect(tellStatusFaults({ actor: visitor }, input)).rejects.toMatchObject({ kind: "not-allowed" });
  });

  test("goes on when nothing has happened yet", async () => {
    await tamper("delete from audit_event");
    await trailWatch(() => unsigned)(context, start);
    expect(await alerts()).toEqual([]);
  });

  test("is the only one who can raise the alert", async () => {
    await expect(tellBrokenTrail({ actor: visitor }, { list: "istio", position: 1 })).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("signed checkpoints", () => {
  test("HC-AUD-003: reach the file and everybody who asks, and show a trail that was computed again", async () => {
    const { settings, publicKey } = await signing();
    const watch = trailWatch(() => settings);
    await watch(context, start);
    await append(3);
    await watch(context, later(1));
    const body = await (await GET()).text();
    expect(body).toBe(await readFile(settings.AUDIT_CHECKPOINT_FILE, "utf8"));
    const checkpoints = checkpointsIn(body) ?? [];
    expect(checkpoints.map(({ position, at }) => [position, at])).toEqual([
      [10, start.toISOString()],
      [13, later(1).toISOString()],
    ]);
    expect(checkpoints.map((each) => Object.keys(each))).toEqual([1, 2].map(() => ["position", "hash", "at", "keyId", "signature"]));
    expect(wronglySigned(checkpoints, publicKeysFrom(publicKey) ?? new Map())).toBeNull();
    expect(await verifyChain({ checkpoints })).toMatchObject({ ok: true });

    await tamper("delete from audit_event where position > 4");
    await append(9); // as long as before, and whole
    expect(await verifyChain()).toMatchObject({ ok: true, events: 13 });
    expect(await verifyChain({ checkpoints })).toMatchObject({ ok: false, position: 10 });
  });

  test.each([
    ["the file", "delete from audit_checkpoint", false],
    ["the table", "select 1", true],
  ])("of %s show the worker such a trail after a restart too, and it signs no trail with a fault", async (_, change, loseFile) => {
    const { settings } = await signing();
    await trailWatch(() => settings)(context, start);
    await tamper("delete from audit_event where position > 4");
    await append(9);
    await asOwner(change);
    if (loseFile) await writeFile(settings.AUDIT_CHECKPOINT_FILE, "");
    const signed = await db.$count(auditCheckpoint);
    await trailWatch(() => settings)(context, later(1));
    expect(await alerts()).toEqual(onEveryList);
    expect(await db.$count(auditCheckpoint)).toBe(signed);
  });

  test("that this key did not sign raise no alert, whoever put them there", async () => {
    const { settings } = await signing();
    const [former, now] = [signingKeyFrom(newSigningKey().privateKey), signingKeyFrom(settings.AUDIT_SIGNING_KEY ?? "")];
    if (former === null || now === null) throw new Error("A new key could not be read");
    const wrong = { position: 4, hash: "ab".repeat(32), at: start.toISOString() };
    const forged = { ...signCheckpoint(now, wrong), position: 5 };
    await writeFile(
      settings.AUDIT_CHECKPOINT_FILE,
      `${lineOf(signCheckpoint(former, wrong))}\n${lineOf(forged)}\n4 ${"cd".repeat(32)}\nhalf a li`,
    );
    await db.insert(auditCheckpoint).values({ ...forged, at: start });
    await trailWatch(() => settings)(context, later(1));
    expect(await alerts()).toEqual([]);
  });

  test("cannot be changed or deleted in the table by the portal's own role", async () => {
    const { settings } = await signing();
    await trailWatch(() => settings)(context, start);
    await expect(db.update(auditCheckpoint).set({ position: 1 })).rejects.toThrow();
    await expect(db.delete(auditCheckpoint)).rejects.toThrow();
  });

  test("are not made without a key, and the page says so", async () => {
    await trailWatch(() => ({ AUDIT_SIGNING_KEY: null, AUDIT_CHECKPOINT_FILE: "/nowhere/at-all" }))(context, start);
    expect(await db.$count(auditCheckpoint)).toBe(0);
    const body = await (await GET()).text();
    expect(body).toMatch(/^# No checkpoint has been signed yet\./);
    expect(checkpointsIn(body)).toBeNull();
  });
});

describe("audit verify", () => {
  const verify = (options: Record<string, string>) =>
    audit.verify?.run({ words: [], options }) ?? Promise.reject(new Error("There is no such verb"));

  test("names the last checkpoint, what no checkpoint covers, gaps, and whether signatures were checked", async () => {
    const { settings, publicKey } = await signing();
    const key = `${settings.AUDIT_CHECKPOINT_FILE}.pem`;
    await writeFile(key, publicKey);
    expect((await verify({})).text).toContain(
      "No checkpoint has been signed yet. The worker signs one each hour once AUDIT_SIGNING_KEY is set.",
    );
    const watch = trailWatch(() => settings);
    for (const hour of [0, 1, 6]) await watch(context, later(hour));
    await append(2);
    const output = await verify({ against: settings.AUDIT_CHECKPOINT_FILE, key });
    expect(output.refused).toBe(false);
    expect(output.text).toContain("The chain is intact: 12 events.");
    expect(output.text).toContain(`Last signed checkpoint: event 10, ${later(6).toISOString()}.`);
    expect(output.text).toContain(`No checkpoint between ${later(1).toISOString()} and ${later(6).toISOString()}`);
    expect(output.text).toContain(
      "No checkpoint covers the events after 10: if the owner of the database had changed them, this command could not detect it.",
    );
    expect(output.text).not.toContain("signatures");
    expect((await verify({ against: settings.AUDIT_CHECKPOINT_FILE })).text).toContain(
      "The signatures of the checkpoints were not checked.",
    );

    await tamper("delete from audit_event where position > 9");
    const broken = await verify({ against: settings.AUDIT_CHECKPOINT_FILE, key });
    expect(broken).toMatchObject({ refused: true, json: { ok: false, position: 10 } });
  });

  test("accepts the public keys of before and now in one file, and says which key is missing", async () => {
    const [former, now] = [await signing(), await signing()];
    const file = now.settings.AUDIT_CHECKPOINT_FILE;
    await trailWatch(() => ({ ...former.settings, AUDIT_CHECKPOINT_FILE: file }))(context, start);
    await trailWatch(() => now.settings)(context, later(1));
    await writeFile(`${file}.both`, `${former.publicKey}\n${now.publicKey}`);
    await writeFile(`${file}.now`, now.publicKey);
    expect(await verify({ against: file, key: `${file}.both` })).toMatchObject({ refused: false });
    await expect(verify({ against: file, key: `${file}.now` })).rejects.toThrow(
      /^Checkpoint 1 of the file, for event 10, proves nothing: no key [0-9a-f]{16} was given\.$/,
    );
    await writeFile(file, (await readFile(file, "utf8")).replace('"position":10', '"position":9'));
    await expect(verify({ against: file, key: `${file}.both` })).rejects.toThrow("it was changed after it was signed");
    await writeFile(file, `9 ${"ab".repeat(32)}`);
    await expect(verify({ against: file, key: `${file}.both` })).rejects.toThrow("it is not signed");
  });

  test("a key pair that it makes signs, and its public half can be printed", async () => {
    const made = (await audit["make-key"]?.run({ words: [], options: {} }))?.json as { privateKey: string; publicKey: string };
    process.env.AUDIT_SIGNING_KEY = made.privateKey;
    const printed = await audit["public-key"]?.run({ words: [], options: {} });
    delete process.env.AUDIT_SIGNING_KEY;
    expect(printed?.json).toMatchObject({ publicKey: made.publicKey });
    await expect(audit["public-key"]?.run({ words: [], options: {} })).rejects.toThrow("There is no private Ed25519 key");
  });
});
