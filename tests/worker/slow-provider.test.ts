import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { resendTransport } from "@/lib/email/transport/resend";
import { enqueue } from "@/lib/kernel/outbox";
import { type RunningWorker, runWorker } from "@/lib/worker/run";
import { post, row } from "../email/post";
import { testDatabase } from "../setup/database";
import { type ResendSimulator, startResend } from "../simulators/resend";

const emails = 200;
const answerSeconds = 4;
const patience = { timeout: 30_000, interval: 50 };

let provider: ResendSimulator;
let pool: Pool;
let worker: RunningWorker;
const ids: string[] = [];

beforeAll(async () => {
  const { url } = await testDatabase();
  provider = await startResend();
  process.env.RESEND_BASE_URL = provider.url;
  provider.next(...Array.from({ length: emails }, () => ({ does: "hang", taken: false }) as const));
  for (let number = 0; number < emails; number += 1) ids.push(await post({ at: new Date(), thread: `2026-${number}.application` }));
  pool = new Pool({ connectionString: url, max: 10 });
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  worker = await runWorker(pool, { via: resendTransport("re_test", answerSeconds) });
});
afterAll(async () => {
  await worker.stop();
  await pool.end();
  await provider.stop();
  delete process.env.RESEND_BASE_URL;
});

/** Connections that hold a transaction open and do nothing in it for more than a moment: they wait for somebody outside. */
async function longTransactions(): Promise<number> {
  const { rows } = await database().execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction' and state_change < now() - interval '2 seconds'`);
  return rows[0]?.count ?? 0;
}

test("HC-MAI-009: while 200 emails wait for a provider that does not answer, other jobs are done and no transaction stays open", async () => {
  await vi.waitFor(() => expect(provider.calls.length).toBeGreaterThanOrEqual(4), patience);
  expect(provider.calls.filter(({ status }) => status !== null)).toEqual([]);
  await database().transaction((tx) => enqueue(tx, [{ task: "review-removal", payload: { removalId: randomUUID() } }]));
  const left = () =>
    database()
      .execute(sql`select id from graphile_worker.jobs where task_identifier = 'review-removal'`)
      .then(({ rows }) => rows);
  await vi.waitFor(async () => expect(await left()).toEqual([]), patience); // behind the emails it would wait for 200 s

  const since = provider.calls[0]?.at ?? Date.now();
  await vi.waitFor(() => expect(Date.now() - since).toBeGreaterThan(2_500), patience);
  expect(await longTransactions()).toBe(0);
  const givenUp = async () => (await Promise.all(ids.map(row))).filter(({ trouble }) => trouble === "no-answer");
  await vi.waitFor(async () => expect((await givenUp()).length).toBeGreaterThanOrEqual(4), patience);
});
