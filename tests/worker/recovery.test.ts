import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import { beat, endBeat, freeSilentWorkers } from "@/lib/worker/beat";
import { emailTasks } from "@/lib/worker/tasks";
import { post, row } from "../email/post";
import { testDatabase } from "../setup/database";

let pool: Pool;
beforeAll(async () => {
  const { url } = await testDatabase();
  pool = new Pool({ connectionString: url, max: 4 });
  pool.on("error", () => {});
});
afterAll(() => pool.end());
beforeEach(async () => {
  const db = database();
  await db.delete(emailMessage);
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await db.execute(sql`delete from worker_beat`);
});

/** Runs everything that may run now, as a worker would. */
function work(): Promise<void> {
  return runOnce({ pgPool: pool, taskList: emailTasks(), noHandleSignals: true, logger: new Logger(() => () => {}) });
}

/** A pool that took the email's job some seconds ago, and last said something some seconds ago (or never). */
async function takenBy(poolId: string, { lockedAgo, beatAgo }: { lockedAgo: number; beatAgo: number | null }): Promise<string> {
  const id = await post({ at: new Date() });
  await database().execute(sql`
    update graphile_worker._private_jobs set locked_by = ${poolId}, locked_at = now() - make_interval(secs => ${lockedAgo}), attempts = attempts + 1
    where payload->>'emailId' = ${id}`);
  if (beatAgo !== null) {
    await beat([poolId]);
    await database().execute(
      sql`update worker_beat set last_beat_at = now() - make_interval(secs => ${beatAgo}) where worker_id = ${poolId}`,
    );
  }
  return id;
}

test("HC-KIL-003 and HC-CON-008: the job of a killed worker is done by another within a minute", async () => {
  const id = await takenBy("pool-killed", { lockedAgo: 46, beatAgo: 46 });
  await work();
  expect((await row(id)).status).toBe("queued"); // the queue by itself would wait four hours
  expect(await freeSilentWorkers()).toEqual(["pool-killed"]);
  await work();
  expect(await row(id)).toMatchObject({ status: "accepted", attempts: 1 });
});

test.each([
  ["a pool that beats keeps its jobs, however long they take", { lockedAgo: 3600, beatAgo: 3 }, []],
  ["a pool that is late by one beat keeps its jobs", { lockedAgo: 50, beatAgo: 40 }, []],
  ["a pool that is so new that it has no beat yet keeps its jobs", { lockedAgo: 5, beatAgo: null }, []],
  ["a pool that never beat loses its jobs in time", { lockedAgo: 46, beatAgo: null }, ["pool-a"]],
  ["a silent pool loses its jobs", { lockedAgo: 46, beatAgo: 50 }, ["pool-a"]],
] as const)("%s", async (_, ages, freed) => {
  await takenBy("pool-a", ages);
  expect(await freeSilentWorkers()).toEqual(freed);
});

test("only the silent pool loses its jobs", async () => {
  await takenBy("pool-alive", { lockedAgo: 60, beatAgo: 2 });
  await takenBy("pool-gone", { lockedAgo: 60, beatAgo: 60 });
  expect(await freeSilentWorkers()).toEqual(["pool-gone"]);
  const { rows } = await database().execute(sql`select worker_id from worker_beat`);
  expect(rows).toEqual([{ worker_id: "pool-alive" }]);
});

test("two supervisors at once free a pool without harm", async () => {
  const id = await takenBy("pool-gone", { lockedAgo: 60, beatAgo: 60 });
  await Promise.all([freeSilentWorkers(), freeSilentWorkers()]);
  await Promise.all([work(), work()]);
  expect(await row(id)).toMatchObject({ status: "accepted", attempts: 1 });
});

test("a pool that ends cleanly takes its own beat away, and no other", async () => {
  await beat(["pool-a", "pool-b"]);
  await endBeat(["pool-a"]);
  const { rows } = await database().execute(sql`select worker_id from worker_beat`);
  expect(rows).toEqual([{ worker_id: "pool-b" }]);
});

test("a task that fails leaves no words in the queue", async () => {
  await database().execute(
    sql`select graphile_worker.add_job('deliver-email', ${JSON.stringify({ emailId: "canary@acme.example" })}::json)`,
  );
  await work();
  const errors = async () => JSON.stringify((await database().execute(sql`select last_error from graphile_worker.jobs`)).rows);
  await expect.poll(errors).toContain("deliver-email failed"); // the queue writes it down right after it let go of the job
  expect(await errors()).not.toContain("canary");
});

test("HC-KIL-008: a job from a newer version, with a field that this one does not know, is done", async () => {
  const id = await post({ at: new Date() });
  await database().execute(sql`update graphile_worker._private_jobs set payload = (payload::jsonb || '{"colour": "blue"}')::json`);
  await work();
  expect((await row(id)).status).toBe("accepted");
});
