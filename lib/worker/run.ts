import { EventEmitter, once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { log } from "@/lib/kernel/log";
import { beat, beatSeconds, endBeat, freeSilentWorkers } from "./beat";
import { crontab } from "./crontab";
import { emailTasks, evidenceTasks, otherTasks, type TaskContext } from "./tasks";

export type RunningWorker = {
  /**
   * Takes no more jobs, waits for running ones, for as long as `withinMs` where that is given, and deletes its heartbeat. What still runs
   * then does no harm: every handler checks whether the work is still its own.
   */
  readonly stop: (withinMs?: number) => Promise<void>;
  /** Resolves when one of the pools takes no more jobs: it was stopped, or ends by itself. It may never get to its end. */
  readonly ended: Promise<unknown>;
};

/** Starts the worker on a migrated database: three pools, one for emails, one for lookups outside and one for the rest, with heartbeat and supervisor. */
export async function runWorker(pgPool: Pool, context: TaskContext = {}): Promise<RunningWorker> {
  const events: WorkerEvents = new EventEmitter();
  const poolIds: string[] = [];
  events.on("pool:create", ({ workerPool }) => poolIds.push(workerPool.id));
  const ended = once(events, "pool:gracefulShutdown");
  const pools: Runner[] = [];
  const stopPools = () => Promise.allSettled(pools.map((pool) => pool.stop()));
  try {
    pools.push(await startPool(pgPool, emailTasks(context), 4, "", events));
    pools.push(await startPool(pgPool, evidenceTasks(context), 4, "", events));
    pools.push(await startPool(pgPool, otherTasks(context), 2, crontab, events));
  } catch (error) {
    await stopPools();
    throw error;
  }
  await supervise(poolIds);
  const round = setInterval(() => void supervise(poolIds), beatSeconds * 1000);

  return {
    ended,
    stop: async (withinMs) => {
      const stopped = stopPools();
      await (withinMs === undefined ? stopped : Promise.race([stopped, wait(withinMs, undefined, { ref: false })]));
      clearInterval(round);
      await endBeat(poolIds).catch((error: unknown) => log.warn("worker.beat-stays", { error }));
    },
  };
}

async function startPool(pgPool: Pool, taskList: TaskList, concurrency: number, cron: string, events: WorkerEvents): Promise<Runner> {
  const pool = await run({
    pgPool,
    taskList,
    concurrency,
    crontab: cron,
    events,
    noHandleSignals: true,
    logger: queueLogger,
    preset: { worker: recording },
  });
  pool.promise.catch(() => undefined); // the queue has logged why, and `ended` has told
  return pool;
}

/**
 * With these the queue ends in order when it cannot record how a job ended, and is started again (main.ts). Without them a connection that
 * is lost at that moment ends the whole process: graphile-worker 0.17 lets the promise fail, and nobody waits for it.
 */
const recording = { completeJobBatchDelay: 0, failJobBatchDelay: 0 } as const;

/** The database may be away for a while: the next round tries again. */
async function supervise(poolIds: readonly string[]): Promise<void> {
  try {
    await beat(poolIds);
    const freed = await freeSilentWorkers();
    if (freed.length > 0) log.warn("worker.freed-jobs-of-silent-pools", { pools: freed });
  } catch (error) {
    log.error("worker.no-beat", { error });
  }
}

/** The queue's own words hold ids and names of tasks; what handlers throw has been made bare before it gets there. */
const queueLogger = new Logger(() => (level, message) => {
  if (level === "error") log.error("worker.queue", { message });
  else if (level === "warning") log.warn("worker.queue", { message });
});
