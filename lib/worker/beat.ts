import { sql } from "drizzle-orm";
import { database } from "@/db/client";

/** A worker beats this often. */
export const beatSeconds = 10;

/** Silent for this long, a worker counts as gone. The queue itself would wait four hours. */
const silentSeconds = 45;

/** Tells that these pools of workers live. The queue locks jobs by the id of the pool, so that is what beats. */
export async function beat(poolIds: readonly string[]): Promise<void> {
  for (const poolId of poolIds) {
    await database().execute(sql`
      insert into worker_beat (worker_id, started_at, last_beat_at) values (${poolId}, clock_timestamp(), clock_timestamp())
      on conflict (worker_id) do update set last_beat_at = excluded.last_beat_at`);
  }
}

/** Takes the own beats away: a pool that has ended cleanly holds nothing. */
export async function endBeat(poolIds: readonly string[]): Promise<void> {
  for (const poolId of poolIds) await database().execute(sql`delete from worker_beat where worker_id = ${poolId}`);
}

/**
 * Frees the jobs of pools that have been silent too long, and returns their ids. A pool without a beat counts as silent once its
 * oldest lock is that old. A zombie that wakes up later does no harm: every handler checks whether the work is still its own.
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
