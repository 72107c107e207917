import { sql } from "drizzle-orm";
import { database } from "@/db/client";

/** The interval of a worker's heartbeat. */
export const beatSeconds = 10;

/** Silent for this long, a worker counts as gone. The queue itself would wait four hours. */
const silentSeconds = 45;

/** Writes the heartbeat of these worker pools. The queue locks jobs by the id of the pool, so each pool has one. */
export async function beat(poolIds: readonly string[]): Promise<void> {
  for (const poolId of poolIds) {
    await database().execute(sql`
      insert into worker_beat (worker_id, started_at, last_beat_at) values (${poolId}, clock_timestamp(), clock_timestamp())
      on conflict (worker_id) do update set last_beat_at = excluded.last_beat_at`);
  }
}

/** Deletes the heartbeats of own pools: a pool that has ended cleanly has no locks. */
export async function endBeat(poolIds: readonly string[]): Promise<void> {
  for (const poolId of poolIds) await database().execute(sql`delete from worker_beat where worker_id = ${poolId}`);
}

/**
 * Unlocks the jobs of pools without a recent heartbeat, and returns their ids. A pool that never had one counts as gone once its
 * oldest lock is that old. A worker that continues later does no harm: every handler checks whether the work is still its own.
 */
export async function freeSilentWorkers(): Promise<readonly string[]> {
  const db = database();
  const limit = sql`clock_timestamp() - make_interval(secs => ${silentSeconds}::float8)`;
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct j.locked_by as id from graphile_worker.jobs j
    where j.locked_by is not null and j.locked_at < ${limit}
      and not exists (select 1 from worker_beat b where b.worker_id = j.locked_by and b.last_beat_at >= ${limit})
    order by 1`);
  const silent = rows.map(({ id }) => id);
  if (silent.length > 0)
    await db.execute(
      sql`select graphile_worker.force_unlock_workers(array[${sql.join(
        silent.map((id) => sql`${id}`),
        sql`, `,
      )}]::text[])`,
    );
  await db.execute(sql`delete from worker_beat where last_beat_at < ${limit}`);
  return silent;
}
