import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { onServer } from "@/db/embedded";
import { localFolder } from "@/lib/cli/local-files";
import { type RunningPart, startPart } from "@/scripts/processes";
import { post, row } from "../email/post";
import { testDatabase } from "../setup/database";

/** A job of a pool that has ended is free after 45 s without a beat. */
const patience = { timeout: 120_000, interval: 200 };
let ownerUrl: string;
let worker: RunningPart;
let ended = "";

beforeAll(async () => {
  const { url, ownerUrl: owner } = await testDatabase();
  ownerUrl = owner;
  const env = { NODE_ENV: "test", DATABASE_URL: url };
  worker = startPart({ name: "worker", run: ["lib/worker/main.ts"], env, log: `${localFolder}/tests/restarted-worker.log` });
  void worker.ended.then((how) => {
    ended = `${how}: ${worker.lastLines()}`;
  });
});
afterAll(() => worker.stop());

/** A connection of the worker's queue that listens for new jobs. */
async function listens(): Promise<boolean> {
  const { rows } = await database().execute(sql`
    select from pg_stat_activity where datname = current_database() and application_name = 'forewarned-worker' and query ilike 'listen %'`);
  return rows.length > 0;
}

test("HC-DBF-001: a worker whose connections the database ends lives on, listens again and delivers", { timeout: 600_000 }, async () => {
  for (let round = 0; round < 3; round += 1) {
    await vi.waitFor(async () => expect([ended, await listens()]).toEqual(["", true]), patience);
    const waiting = await post({ at: new Date(), thread: `2026-${round}.application` });
    await onServer(ownerUrl, (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'forewarned%' and pid <> pg_backend_pid()",
      ),
    );
    await vi.waitFor(async () => expect([ended, (await row(waiting)).status]).toEqual(["", "accepted"]), patience);
  }
});
