import { setTimeout as wait } from "node:timers/promises";
import { Client, Pool } from "pg";
import { closeDatabase } from "@/db/client";
import { type AppliedMigration, appliedMigrationsQuery, knownMigrations, migrationState } from "@/db/migrations";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { isUnavailable } from "@/lib/kernel/unavailable";
import { runWorker } from "./run";

/** Before the queue is started again. */
const pauseMs = 1_000;

/** For a queue that ended by itself to finish what runs. Now and then it never does: it waits for a job whose end it could not record. */
const endingMs = 10_000;

/**
 * The second entry point: delivers emails and does what is due. It runs no migration; it waits until the database is as this version
 * wants it. On SIGTERM or SIGINT it finishes what is running and ends. Any number of these may run against one database.
 */
await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : "The worker cannot start."}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const { DATABASE_URL } = env();
  const asked = stopAsked();
  if (!(await Promise.race([migrated(DATABASE_URL).then(() => true), asked.then(() => false)]))) process.exit(0);

  for (let why = ""; !why.startsWith("SIG"); ) {
    why = await work(DATABASE_URL, asked);
    if (!why.startsWith("SIG")) log.error("worker.starts-again", { why });
  }
  await closeDatabase();
  process.exit(0);
}

/**
 * Works until it is asked to stop, or until a pool of the queue ends, as it does when the database becomes unavailable at the wrong moment.
 * Returns why. Each time it has connections of its own: a pool that does not get to its end may never give back those it has.
 */
async function work(url: string, asked: Promise<string>): Promise<string> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: "forewarned-worker",
  });
  const lost = (error: Error) => log.error("database.connection-lost", { error });
  pool.on("error", lost); // an idle connection; the pool replaces it
  pool.on("connect", (client) => client.on("error", lost)); // one that listens for new jobs; the queue takes another
  try {
    const worker = await runWorker(pool);
    log.info("worker.started");
    const why = await Promise.race([asked, worker.ended.then(() => "the queue ended")]);
    log.info("worker.stopping", { why });
    const wasAsked = why.startsWith("SIG");
    await worker.stop(wasAsked ? undefined : endingMs);
    if (!wasAsked) await wait(pauseMs);
    return why;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log.error("worker.cannot-start-now", { error });
    await wait(pauseMs);
    return "the database is not available";
  } finally {
    void pool.end();
  }
}

function stopAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve(signal));
  });
}

/** Resolves once all migrations of this version have run. Throws on a database that another version has been at. */
async function migrated(url: string): Promise<void> {
  const known = knownMigrations();
  for (let rounds = 0; ; rounds += 1) {
    const state = migrationState(known, await appliedMigrations(url));
    if (state.is === "current") return;
    if (state.is === "foreign") throw new Error(state.why);
    if (rounds === 0) log.info("worker.waits-for-migrations");
    await wait(500);
  }
}

/** Nothing, while the database cannot be reached or has never been migrated. */
async function appliedMigrations(url: string): Promise<readonly AppliedMigration[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: "forewarned-worker" });
  client.on("error", () => {}); // the statement fails too
  try {
    await client.connect();
    return (await client.query<AppliedMigration>(appliedMigrationsQuery)).rows;
  } catch {
    return [];
  } finally {
    await client.end().catch(() => {});
  }
}
