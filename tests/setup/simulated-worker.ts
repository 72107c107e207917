import { sql } from "drizzle-orm";
import { type JobHelpers, Logger, runOnce, type Task, type TaskList } from "graphile-worker";
import { Pool } from "pg";
import { afterAll } from "vitest";
import { database } from "@/db/client";
import type { Transport } from "@/lib/email/transport/transport";
import { catchUp, morningSweep } from "@/lib/worker/sweep";
import { emailTasks, otherTasks } from "@/lib/worker/tasks";
import { asOwner } from "./database";

/** A worker, or several, that live on a given clock: the portal's own tasks and sweeps, on the queue's own tables. */
export type SimulatedWorker = {
  /** Does everything that is due at a moment; jobs that ask for a later one wait until time has come there. */
  readonly until: (now: Date) => Promise<void>;
  /** The morning of a day: the sweep, and what it leads to. */
  readonly morning: (now: Date) => Promise<void>;
};

export type SimulatedLife = {
  readonly via?: Transport;
  /** How many processes take jobs at the same time. */
  readonly workers?: number;
  /** Tasks that a handler does without: their jobs are never taken down. */
  readonly leaveOut?: readonly string[];
  /** Whether the process that did a job is killed before it could say so: the job is done again. */
  readonly dies?: (task: string) => boolean;
};

/** Jobs of days that are yet to come in the handler lie this far ahead, where the queue, which lives today, does not see them. */
const apart = sql.raw("interval '200 years'");
const far = sql.raw("'2150-01-01'::timestamptz");

/**
 * Makes the workers of one test database. The queue knows the true time only, so a trigger puts jobs of the handler's future out of
 * its sight, and `until` brings them back when their time has come. A job that failed is tried again at the next step.
 */
export async function simulatedWorker(
  url: string,
  { via, workers = 1, leaveOut = [], dies = () => false }: SimulatedLife = {},
): Promise<SimulatedWorker> {
  const db = database();
  const pool = new Pool({ connectionString: url, max: 4 * workers });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  afterAll(() => pool.end());
  const left = leaveOut.map((task) => `'${task.replaceAll("'", "''")}'`).join(", ") || "''";
  await asOwner(`
    create table story_clock (now timestamptz not null);
    insert into story_clock values ('2000-01-01');
    grant select, update on story_clock to public;
    create function keep_for_later() returns trigger language plpgsql as $$ begin
      if (select identifier from graphile_worker._private_tasks where id = new.task_id) in (${left}) then return null; end if;
      if new.run_at > (select now from story_clock) and new.run_at < now() then new.run_at := new.run_at + interval '200 years'; end if;
      return new;
    end $$;
    create trigger keep_for_later before insert on graphile_worker._private_jobs for each row execute function keep_for_later()`);

  let at = new Date(0);
  const around = { now: () => at, ...(via && { via }) };
  const run = async () => {
    const taskList = mortal({ ...emailTasks(around), ...otherTasks(around) }, dies);
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

/** The same tasks, done by processes that are killed now and then after their work is done and before they could say so. */
function mortal(tasks: TaskList, dies: (task: string) => boolean): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, helpers: JobHelpers) => {
        await (task as Task)(payload, helpers);
        if (dies(name)) throw new Error("killed");
      },
    ]),
  );
}
