import { sql } from "drizzle-orm";
import { Pool } from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import type { Transport } from "@/lib/email/transport/transport";
import { runWorker } from "@/lib/worker/run";
import { post, row } from "../email/post";
import { testDatabase } from "../setup/database";

const patience = { timeout: 60_000, interval: 50 };
const pools: Pool[] = [];
const stops: (() => Promise<void>)[] = [];
let finish = () => {};

afterAll(async () => {
  process.exitCode = undefined; // the queue sets one when it is told to end
  finish();
  for (const stop of stops) await stop();
  await Promise.all(pools.map((pool) => pool.end()));
});

async function startWorker(url: string, via: Transport) {
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
  pools.push(pool);
  return runWorker(pool, { via });
}

test("a worker is replaced although the queue waits for a job that does not finish", { timeout: 300_000 }, async () => {
  const { url } = await testDatabase();
  const never = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const accepted = { is: "accepted", messageId: null, forgetSecret: false } as const;
  const taken: string[] = [];
  const first = await startWorker(url, {
    turn: async () => null,
    send: async ({ emailId }) => {
      taken.push(emailId);
      await never;
      return { ...accepted, providerId: "late" };
    },
  });
  stops.push(() => first.stop());
  const stuck = await post({ at: new Date(), thread: "2026-1.application" });
  await vi.waitFor(() => expect(taken).toEqual([stuck]), patience);

  await database().execute(sql`select pg_notify('worker:migrate', '{"breaking": true, "migrationNumber": 99}')`); // the queue ends
  await first.ended;
  await first.stop(200);
  expect((await database().execute(sql`select worker_id from worker_beat`)).rows).toEqual([]);

  const second = await startWorker(url, { turn: async () => null, send: async () => ({ ...accepted, providerId: "of the second" }) });
  stops.unshift(() => second.stop());
  const next = await post({ at: new Date(), thread: "2026-2.application" });
  await vi.waitFor(async () => expect((await row(next)).status).toBe("accepted"), patience);
  expect((await row(stuck)).status).toBe("attempting");
});
