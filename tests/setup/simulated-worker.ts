import { sql } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import { Pool } from "pg";
import { afterAll } from "vitest";
import { database } from "@/db/client";
import type { Transport } from "@/lib/letter/transport/transport";
import { catchUp, morningSweep } from "@/lib/worker/sweep";
import { letterTasks, otherTasks } from "@/lib/worker/tasks";

/** A worker, or several, that live on a given clock: the portal's own tasks and sweeps, on the queue's own tables. */
export type SimulatedWorker = {
  /** Does everything that is due at a moment; jobs that ask for a later one wait until time has come there. */
  readonly until: (now: Date) => Promise<void>;
  /** The morning of a day: the sweep, and what it leads to. */
  readonly morning: (now: Date) => Promise<void>;
};

/** Jobs of days that are yet to come in the story lie this far ahead, where the queue, which lives today, does not see them. */
const apart = sql.raw("interval '200 years'");
const far = sql.raw("'2150-01-01'::timestamptz");

/**
 * Makes the workers of one test database. The queue knows the true time only, so a trigger puts jobs of the story's future out of
 * its sight, and `until` brings them back when their time has come. A job that failed is tried again at the next step.
 */
export async function simulatedWorker(
  url: string,
  { via, workers = 1 }: { via?: Transport; workers?: number } = {},
): Promise<SimulatedWorker> {
  const db = database();
  const pool = new Pool({ connectionString: url, max: 4 * workers });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  afterAll(() => pool.end());
  await db.execute(sql`create table story_clock (now timestamptz not null)`);
  await db.execute(sql`insert into story_clock values ('2000-01-01')`);
  await db.execute(sql`
    create function keep_for_later() returns trigger language plpgsql as $$ begin
      if new.run_at > (select now from story_clock) and new.run_at < now() then new.run_at := new.run_at + interval '200 years'; end if;
      return new;
    end $$`);
  await db.execute(sql`
    create trigger keep_for_later before insert on graphile_worker._private_jobs for each row execute function keep_for_later()`);

  let at = new Date(0);
  const around = { now: () => at, ...(via && { via }) };
  const run = async () => {
    const taskList = { ...letterTasks(around), ...otherTasks(around) };
    const logger = new Logger(() => () => {});
    await Promise.all(
      Array.from({ length: workers }, () => runOnce({ pgPool: pool, taskList, concurrency: 2, noHandleSignals: true, logger })),
    );
  };
  const until = async (now: Date) => {
    at = now;
    const moment = sql`${now.toISOString()}::timestamptz`;
    await db.execute(sql`update story_clock set now = ${moment}`);
    await db.execute(sql`
      update graphile_worker._private_jobs set run_at = now() - interval '1 second'
      where (run_at > ${far} and run_at - ${apart} <= ${moment}) or (run_at > now() and run_at < ${far})`);
    const { rows } = await db.execute<{ due: boolean }>(
      sql`select exists (select from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts and locked_at is null) as due`,
    );
    if (rows[0]?.due) await run();
  };
  return {
    until,
    morning: async (now) => {
      await until(now);
      await morningSweep(now);
      await catchUp(now);
      await until(now);
    },
  };
}
