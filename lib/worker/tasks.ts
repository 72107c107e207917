import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { log } from "@/lib/kernel/log";
import type { TaskName, Tasks } from "@/lib/kernel/outbox";
import { catchUp, morningSweep } from "./sweep";
import { deliverLetter } from "./tasks/deliver-letter";

const id = z.uuid();

/** Letters have workers of their own: a slow mail provider keeps nobody else waiting. */
export const letterTasks: TaskList = {
  "deliver-letter": task("deliver-letter", z.object({ letterId: id }), (payload) => deliverLetter(payload)),
};

/** Everything else that the worker does. */
export const otherTasks: TaskList = {
  "morning-sweep": bare("morning-sweep", () => morningSweep()),
  "catch-up": bare("catch-up", () => catchUp()),
};

/** A task parses ids and runs a command. Fields of a newer version are left aside, so that old and new workers can share a queue. */
function task<T extends TaskName>(name: T, schema: z.ZodType<Tasks[T]>, handle: (payload: Tasks[T]) => Promise<unknown>): TaskList[string] {
  return bare(name, (payload) => handle(schema.parse(payload)));
}

/** The queue stores the text of an error, and prints it; so it gets one that repeats nothing anybody wrote. */
function bare(name: string, handle: (payload: unknown) => Promise<unknown>): TaskList[string] {
  return async (payload) => {
    try {
      await handle(payload);
    } catch (error) {
      log.error("task.failed", { task: name, error });
      throw new Error(`${name} failed`);
    }
  };
}
