import { pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns";

/** The last heartbeat of each running worker; the jobs of a worker without one are unlocked. */
export const workerBeat = pgTable("worker_beat", {
  workerId: text("worker_id").primaryKey(),
  startedAt: moment("started_at").notNull(),
  lastBeatAt: moment("last_beat_at").notNull(),
});

/** A day's sweep that has been done, so that it is done once. */
export const sweep = pgTable("sweep", {
  key: text("key").primaryKey(),
  doneAt: moment("done_at").notNull(),
});
