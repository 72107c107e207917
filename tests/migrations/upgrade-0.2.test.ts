import { readFileSync } from "node:fs";
import { Logger, runOnce } from "graphile-worker";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { onServer } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { verifyChain } from "@/lib/audit/verify";
import type { Transport } from "@/lib/email/transport/transport";
import { alertsOf } from "@/lib/evidence/queries";
import type { Person } from "@/lib/kernel/actor";
import { accessRecoveriesToDecide } from "@/lib/member/queries/committee";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { recheckBoard } from "@/lib/recheck/queries/board";
import { committeeRemovals } from "@/lib/removal/queries/removals";
import { committeeQueue } from "@/lib/review/queries/queue";
import { personByEmail } from "@/lib/views/actors";
import { memberLog } from "@/lib/views/member-log";
import { committeeMembers } from "@/lib/views/members";
import { statusFaults } from "@/lib/views/status-columns";
import { emailTasks, evidenceTasks, otherTasks, renamedTasks } from "@/lib/worker/tasks";
import { istio } from "@/lists/istio";
import { everything, migrateTo, type Row, renamed } from "./earlier";

const { admin } = inject("server");
const name = "upgraded_from_0_2";
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
const written = readFileSync(new URL("./version-0.2.sql", import.meta.url), "utf8");
/** The hash with which the trail of version 0.2 ended, as its operator noted it. */
const notedHash = "ff1ca0ba87bf7b99d13d5fee0d811879707955721e33496578ba2cfc79fb78c1";
const [today, now] = ["2026-11-17", new Date("2026-11-17T12:00:00Z")] as const;

let before: ReadonlyMap<string, readonly Row[]>;
const query = async <R extends Row>(text: string): Promise<readonly R[]> => (await onServer(url, (client) => client.query<R>(text))).rows;

beforeAll(async () => {
  await onServer(admin, (client) => client.query(`create database ${name}`));
  await migrateTo(url, "0006");
  await onServer(url, (client) => client.query(written));
  before = await everything(url);
  await migrate(url);
  await openDatabase(url);
});
afterAll(async () => {
  await closeDatabase();
  await onServer(admin, (client) => client.query(`drop database ${name} with (force)`));
});

async function person(email: string): Promise<Person> {
  const found = await personByEmail(email);
  if (found === null) throw new Error(`Nobody has the address ${email}`);
  return { ...found, signedInAt: now };
}

/** Words of closed lists that were renamed, in the columns that hold them. */
const renamedWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "email.kind": {
    "alarm-raised": "alert-raised",
    "alias-change-lapsed": "alias-change-expired",
    "pause-lapsed": "pause-expired",
    "recheck-grace": "recheck-grace-period",
    "recheck-lapsed": "recheck-expired",
    "removal-to-judge": "removal-to-decide",
    "succession-ended": "access-recovery-ended",
    "succession-told": "access-recovery-told",
  },
  "email.subject_kind": { alarm: "alert", succession: "access-recovery" },
  "alias_check.subject_kind": { succession: "access-recovery" },
  "alias_change.status": { lapsed: "expired" },
  "alias_change.stopped_through": { departure: "end-of-membership" },
  "access_recovery.ended_through": { departure: "end-of-membership" },
  "alert.kind": {
    "clock-stopped": "deadline-paused",
    "letters-suppressed": "emails-suppressed",
    "not-heard": "delivery-unconfirmed",
    "removals-held": "removals-on-hold",
  },
  "recheck.status": { lapsed: "expired" },
  "recheck.paused_because": { "letters-bounce": "emails-bounce" },
  "removal.because": { "lapsed-recheck": "expired-recheck" },
};

describe("a database of version 0.2", () => {
  test("keeps every row: under the new names, with the new words, and nothing else changed", async () => {
    const after = await everything(url);
    const used = new Set<string>();
    for (const [former, all] of before) {
      // what was only typed in an application proves no domain since migration 0009
      const rows = former === "organization_domain" ? all.filter(({ domain }) => domain !== "acme.example") : all;
      const table = renamed.get(former) ?? former;
      const columns = Object.keys(rows[0] ?? {});
      const current = (column: string) => renamed.get(`${table}.${column}`) ?? column;
      const expected = rows.map((row) =>
        columns.map((column) => {
          const word = renamedWords[`${table}.${current(column)}`]?.[String(row[column])];
          if (word !== undefined) used.add(`${table}.${current(column)} ${row[column]}`);
          const bucket = table === "rate_count" && column === "bucket";
          return (
            word ??
            (bucket ? String(row[column]).replace("alias-letter-", "alias-email-").replace("succession-", "access-recovery-") : row[column])
          );
        }),
      );
      const kept = (after.get(table) ?? []).map((row) => columns.map((column) => row[current(column)]));
      expect(kept.map((row) => JSON.stringify(row)).sort(), table).toEqual(expected.map((row) => JSON.stringify(row)).sort());
    }
    const all = Object.entries(renamedWords).flatMap(([column, words]) => Object.keys(words).map((word) => `${column} ${word}`));
    expect([...used].sort()).toEqual(all.sort()); // each renamed word was there
  });

  test("has the trail that its operator noted, and every status as its events tell it", async () => {
    expect(await verifyChain()).toMatchObject({ ok: true, lastHash: notedHash });
    expect(await statusFaults()).toEqual([]);
  });
});

describe("on it the portal goes on", () => {
  test("for the committee", async () => {
    const cora = await person("cora@committee.example");
    const names = (await committeeMembers(cora, istio, { filter: "all", today, now }))?.rows.map(({ name: each }) => each);
    expect(names).toEqual(["Globex", "Hooli", "Initech", "Stark", "Tyrell", "Umbra", "Wayne"]);
    expect((await committeeQueue(cora, istio, { tab: "open", today }))?.items).toMatchObject([{ organization: "Acme" }]);
    expect(await accessRecoveriesToDecide(cora, istio.slug)).toMatchObject([{ organization: "Wayne", aliasProvedAt: null, approvals: [] }]);
    const rows = async (tab: "due" | "ended") => (await recheckBoard(cora, istio, { tab, today }))?.rows;
    expect(await rows("due")).toMatchObject([{ organization: "Globex", status: "open", pausedBecause: "emails-bounce" }]);
    expect(await rows("ended")).toMatchObject([{ organization: "Initech", status: "expired" }]);
    const removals = await committeeRemovals(cora, istio, { which: "open", today });
    expect(JSON.stringify(removals)).toContain("Hooli");
    const alerts = await alertsOf(cora, istio, { closed: false });
    expect(JSON.stringify(alerts)).toContain("deadline-paused");
    const [member] = await query<{ id: string }>("select id from member where name = 'Initech'");
    const log = await memberLog(cora, istio, { memberId: member?.id ?? "" });
    expect(log?.events.map(({ sentence }) => sentence)).toContain("Nobody answered the re-check, and the grace period is over.");
    expect(log?.events.map(({ action }) => action)).toContain("recheck.expired");
  });

  test("for a member that is to be removed", async () => {
    const [hooli] = await membershipsOf(await person("gus@hooli.example"), "istio");
    expect(hooli?.facts.open.removal).toMatchObject({ status: "agreed", reasons: ["community", "user-base"] });
  });

  test("and what was queued is done: jobs under the old names, and emails from their data of then", async () => {
    const sent: string[] = [];
    const via: Transport = {
      turn: async () => null,
      send: async ({ emailId, subject, text }) => {
        sent.push(`${subject}\n${text}`);
        return { is: "accepted", providerId: `later-${emailId}`, messageId: null, forgetSecret: false };
      },
    };
    const queued = await query<{ task: string }>("select distinct task_identifier as task from graphile_worker.jobs order by 1");
    expect(queued.map(({ task }) => task).filter((task) => task in renamedTasks)).toEqual([
      "check-succession-domain",
      "close-campaigns",
      "complete-succession",
      "deliver-letter",
      "lapse-alias-change",
      "remind-campaign",
      "tell-campaign",
      "test-reaction",
      "weigh-checks",
    ]);
    const stored = await query("select id, subject, text, html, envelope from email where envelope is not null order by id");
    const waiting = await query<{ kind: string }>(
      "select kind from email where status = 'queued' and coalesce((data ->> 'expiresAt')::timestamptz, 'infinity') > '2026-11-17T12:00:00Z'",
    );
    await query(
      "delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'check-evidence'",
    );
    await query("update graphile_worker._private_jobs set run_at = now()");
    const dns = { servers: ["127.0.0.1:1"], patienceMs: 100 }; // nobody answers there
    const pool = new Pool({ connectionString: url });
    const around = { now: () => now, via };
    const taskList = { ...emailTasks(around), ...otherTasks(around), ...evidenceTasks({ now: () => now, lookup: { dns } }) };
    await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => {}) }).finally(() => pool.end());
    expect(await query("select task_identifier as task, last_error from graphile_worker.jobs where last_error is not null")).toEqual([]);
    expect(waiting.length).toBeGreaterThan(40);
    expect(sent.length).toBeGreaterThanOrEqual(waiting.length);
    expect(sent.filter((email) => email.includes("undefined") || email.includes("[object"))).toEqual([]);
    expect(sent.some((email) => email.includes("Only its own companies are named."))).toBe(true);
    const ids = new Set(stored.map(({ id }) => id));
    const after = await query("select id, subject, text, html, envelope from email where envelope is not null order by id");
    expect(after.filter(({ id }) => ids.has(id))).toEqual(stored);
    expect(await verifyChain()).toMatchObject({ ok: true });
    expect(await statusFaults()).toEqual([]);
  });
});
