import { Logger, runOnce, type TaskList } from "graphile-worker";
import { closeDatabase } from "@/db/client";
import { env } from "@/lib/kernel/env";
import { otherTasks } from "@/lib/worker/tasks";

/** Runs the jobs of some tasks until none is left, as a worker would: `sweep-part.ts open-due-rechecks`. */
const wanted = process.argv.slice(2);
const taskList: TaskList = Object.fromEntries(Object.entries(otherTasks()).filter(([name]) => wanted.includes(name)));
await runOnce({ connectionString: env().DATABASE_URL, taskList, noHandleSignals: true, logger: new Logger(() => () => {}) });
await closeDatabase();
process.exit(0);
