import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { EmailTrouble } from "../trouble";

/** The provider takes 5 calls a second from a whole team; one every 250 ms leaves room for other users of the account. */
const spacingMs = 250;

/** A worker waits no longer than this; an email that would wait longer is tried again later. */
const patienceMs = 2_000;

/** While the provider refuses us, one email in this many seconds tries whether it takes emails again. */
const probeSeconds = 60;

/**
 * Reserves the next free call of all workers and waits for it. Null: call now.
 * A time: calls are paused, or too many are waiting; no call before it.
 */
export async function takeSendSlot(): Promise<Date | null> {
  const db = database();
  await db.execute(sql`insert into email_rate_limit (name, next_call_at) values ('resend', clock_timestamp()) on conflict do nothing`);
  const { rows: slot } = await db.execute<{ wait_ms: number }>(sql`
    update email_rate_limit
    set next_call_at = greatest(next_call_at, clock_timestamp()) + make_interval(secs => ${spacingMs / 1000}::float8),
        paused_until = case when trouble is null then null else clock_timestamp() + make_interval(secs => ${probeSeconds}::float8) end
    where name = 'resend' and (paused_until is null or paused_until <= clock_timestamp())
      and next_call_at <= clock_timestamp() + make_interval(secs => ${patienceMs / 1000}::float8)
    returning greatest(extract(epoch from next_call_at - clock_timestamp())::float8 * 1000 - ${spacingMs}::float8, 0) as wait_ms`);
  if (slot[0]) {
    await wait(slot[0].wait_ms);
    return null;
  }
  const { rows } = await db.execute<{ ms: number }>(sql`
    select extract(epoch from greatest(next_call_at, paused_until))::float8 * 1000 as ms from email_rate_limit where name = 'resend'`);
  return new Date((rows[0]?.ms ?? Date.now()) + Math.random() * patienceMs); // spread, or all emails wake at once
}

/** Nobody calls for a number of seconds, because the provider asked for it. */
export async function delaySends(seconds: number): Promise<void> {
  await database().execute(sql`
    update email_rate_limit set next_call_at = greatest(next_call_at, clock_timestamp() + make_interval(secs => ${seconds}::float8)) where name = 'resend'`);
}

/** Closes the gate for a number of seconds. True when it was open, that is when the trouble begins. */
export async function stopSends(seconds: number, trouble: EmailTrouble): Promise<boolean> {
  const { rows } = await database().execute<{ began: boolean }>(sql`
    with before as (select trouble from email_rate_limit where name = 'resend' for update)
    update email_rate_limit set trouble = ${trouble}, paused_until = clock_timestamp() + make_interval(secs => ${seconds}::float8)
    from before where name = 'resend'
    returning before.trouble is null as began`);
  return rows[0]?.began ?? false;
}

/** The provider took an email: whatever the trouble was, it is over. */
export async function allowSends(): Promise<void> {
  await database().execute(
    sql`update email_rate_limit set trouble = null, paused_until = null where name = 'resend' and trouble is not null`,
  );
}
