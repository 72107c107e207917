import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import journal from "@/drizzle/meta/_journal.json";
import { type TrailProtection, trailProtection } from "@/lib/audit/protection";

/** What an operator, or a load balancer, wants to know. No secrets, no names. */
export type Health = {
  readonly ready: boolean;
  readonly database: "up" | "down";
  readonly migrations: "current" | "behind" | "unknown";
  /** Whether the role of the application can rewrite the audit trail. */
  readonly auditTrail: TrailProtection | "unknown";
  /** Age in seconds of the oldest email that still waits to be handed over; 0 when none does. */
  readonly oldestWaitingEmailSeconds: number | null;
  /** Seconds since the last heartbeat of a worker; null without any. */
  readonly workerBeatSeconds: number | null;
};

/** A worker sends a heartbeat every 10 seconds; after this many seconds it counts as gone. */
const silentAfterSeconds = 60;

type Row = { migrations: number; waiting: number; beat: number | null };

/** Asks the database how things are. Ready means: it answers, its tables are those of this build, and a worker is alive. */
export async function health(): Promise<Health> {
  try {
    const { rows } = await database().execute<Row>(sql`
      select (select count(*)::int from drizzle.__drizzle_migrations) as migrations,
        coalesce((select extract(epoch from now() - min(created_at))::float8 from email where status in ('queued', 'attempting')), 0) as waiting,
        (select extract(epoch from now() - max(last_beat_at))::float8 from worker_beat) as beat`);
    const row = rows[0];
    if (!row) throw new Error("The database did not answer");
    const current = row.migrations >= journal.entries.length;
    const alive = row.beat !== null && row.beat < silentAfterSeconds;
    return {
      ready: current && alive,
      database: "up",
      migrations: current ? "current" : "behind",
      auditTrail: await trailProtection(),
      oldestWaitingEmailSeconds: Math.round(row.waiting),
      workerBeatSeconds: row.beat === null ? null : Math.round(row.beat),
    };
  } catch {
    return {
      ready: false,
      database: "down",
      migrations: "unknown",
      auditTrail: "unknown",
      oldestWaitingEmailSeconds: null,
      workerBeatSeconds: null,
    };
  }
}
