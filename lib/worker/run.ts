import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { log } from "@/lib/kernel/log";
import { beat, beatSeconds, endBeat, freeSilentWorkers } from "./beat";
import { crontab } from "./crontab";
import { emailTasks, evidenceTasks, otherTasks, type TaskContext } from "./tasks";

export type RunningWorker = {
  /** Takes no more jobs, waits for running ones, and deletes its heartbeat. */
  readonly stop: () => Promise<void>;
  /** Resolves when the worker has ended by itself. */
  readonly ended: Promise<void>;
};

/** Starts the worker on a migrated database: three pools, one for emails, one for lookups outside and one for the rest, with heartbeat and supervisor. */
export async function runWorker(pgPool: Pool, context: TaskContext = {}): Promise<RunningWorker> {
  const poolIds: string[] = [];
  const pools: Runner[] = [];
  try {
    pools.push(await startPool(pgPool, emailTasks(context), 4, "", poolIds));
    pools.push(await startPool(pgPool, evidenceTasks(context), 4, "", poolIds));
    pools.push(await startPool(pgPool, otherTasks(context), 2, crontab, poolIds));
  } catch (error) {
    await Promise.allSettled(pools.map((pool) => pool.stop()));
    throw error;
  }
  await supervise(poolIds);
  const round = setInterval(() => void supervise(poolIds), beatSeconds * 1000);

  const end = async () => {
    clearInterval(round);
    await endBeat(poolIds).catch((error: unknown) => log.warn("worker.beat-stays", { error }));
  };
  return {
    ended: Promise.race(pools.map(({ promise }) => promise)),
    stop: async () => {
      await Promise.allSettled(pools.map((pool) => pool.stop()));
      await end();
    },
  };
}

function startPool(pgPool: Pool, taskList: TaskList, concurrency: number, cron: string, poolIds: string[]): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => poolIds.push(workerPool.id));
  return run({
    pgPool,
    taskList,
    concurrency,
    crontab: cron,
    events,
    noHandleSignals: true,
    logger: queueLogger,
    preset: { worker: recording },
  });
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
