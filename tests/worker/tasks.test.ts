import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { enqueue } from "@/lib/kernel/outbox";
import { emailTasks, evidenceTasks, otherTasks, renamedTasks } from "@/lib/worker/tasks";
import { testDatabase } from "../setup/database";

let db: Database;
let url: string;
beforeAll(async () => {
  ({ db, url } = await testDatabase());
});

test("what waits for somebody outside has workers of its own, and each task is done in one place", () => {
  const [emails, lookups, others] = [emailTasks(), evidenceTasks(), otherTasks()].map((tasks) => Object.keys(tasks).sort());
  expect(emails).toEqual(["ask-provider", "deliver-email", "deliver-letter"]);
  expect(lookups).toEqual(["check-access-recovery-domain", "check-evidence", "check-succession-domain"]);
  expect(others?.filter((name) => emails?.includes(name) || lookups?.includes(name))).toEqual([]);
});

test("a task that was renamed has its old name too, in the same workers", () => {
  const pools = [emailTasks(), evidenceTasks(), otherTasks()];
  for (const [before, now] of Object.entries(renamedTasks)) {
    const [pool, ...others] = pools.filter((tasks) => before in tasks);
    expect(others, before).toEqual([]);
    expect(pool?.[before], before).toBeDefined();
    expect(pool?.[before], before).toBe(pool?.[now]);
  }
});

test("jobs that were queued under the old names, with the old fields, are done", async () => {
  const ids = { list: "istio", criterion: "user-base", version: "2020-01-01", day: "2026-11-16", at: "2026-11-16T09:00:00.000Z" };
  const [letterId, successionId, checkId, changeId, recheckId, memberId] = Array.from({ length: 6 }, () => randomUUID());
  const payload = { ...ids, letterId, successionId, checkId, changeId, recheckId, memberId };
  for (const name of [...Object.keys(renamedTasks), "ask-provider", "apply-provider-events"])
    await db.execute(sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`);
  const pool = new Pool({ connectionString: url });
  const taskList = { ...emailTasks(), ...evidenceTasks(), ...otherTasks() };
  await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => {}) }).finally(() => pool.end());
  expect((await db.execute(sql`select task_identifier as task, last_error from graphile_worker.jobs`)).rows).toEqual([]);
});

test("a sign-in code goes before other emails, and questions to the provider after them", async () => {
  const emailId = randomUUID();
  await db.transaction((tx) =>
    enqueue(tx, [
      { task: "ask-provider", payload: { emailId } },
      { task: "deliver-email", payload: { emailId } },
      { task: "deliver-email", payload: { emailId }, urgent: true },
    ]),
  );
  const { rows } = await db.execute(sql`select task_identifier as task, priority from graphile_worker.jobs order by priority`);
  expect(rows).toEqual([
    { task: "deliver-email", priority: -10 },
    { task: "deliver-email", priority: 0 },
    { task: "ask-provider", priority: 10 },
  ]);
});
