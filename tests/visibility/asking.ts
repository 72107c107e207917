import { sql } from "drizzle-orm";
import { database, type Transaction } from "@/db/client";

/** Tables that a refusal may touch: forms kept for their author, sessions, counts of tries. */
const besideTheState = ["kept_form", "form_press", "session", "rate_count", "request_limit"];

/** Every table of the portal, and the jobs that wait. */
export async function everyTable(): Promise<readonly string[]> {
  const { rows } = await database().execute<{ name: string }>(sql`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where (schemaname = 'public' or (schemaname = 'graphile_worker' and tablename = '_private_jobs')) order by 1`);
  return rows.map(({ name }) => name.replace("public.", ""));
}

let tables: readonly string[] | undefined;

/** A checksum of everything the portal knows, with the jobs that wait. Equal sums mean that nothing was changed. */
export async function stateOfTheWorld(): Promise<string> {
  tables ??= (await everyTable()).filter((name) => !besideTheState.includes(name));
  const sums = tables.map((name) =>
    sql.raw(`(select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '-') from ${name} t)`),
  );
  const { rows } = await database().execute<{ sum: string }>(sql`select concat_ws('/', ${sql.join(sums, sql`, `)}) as sum`);
  return rows[0]?.sum ?? "";
}

/** A trace that an act left, as it lies in the chain. */
export type Trace = {
  readonly action: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly request_id: string | null;
  readonly subject_kind: string;
  readonly list: string | null;
};

class Undone extends Error {
  constructor(readonly result: unknown) {
    super("undone");
  }
}

/**
 * Lets an act happen in its own transactions, up to the point of the commit, notes the traces it left and takes it back: the
 * next one finds the world as it was.
 */
export async function andUndo<Result>(act: () => Promise<Result>): Promise<{ result: Result; traces: readonly Trace[] }> {
  const db = database();
  const real = db.transaction;
  const traces: Trace[] = [];
  db.transaction = async (handler, config) => {
    try {
      return await real(async (tx) => {
        const before = await lastPosition(tx);
        const result = await handler(tx);
        const { rows } = await tx.execute<Trace>(
          sql`select action, actor_kind, actor_id, actor_role, request_id, subject_kind, list from audit_event where position > ${before} order by position`,
        );
        traces.push(...rows);
        throw new Undone(result);
      }, config);
    } catch (error) {
      if (error instanceof Undone) return error.result as Awaited<ReturnType<typeof handler>>;
      throw error;
    }
  };
  try {
    return { result: await act(), traces };
  } finally {
    db.transaction = real;
    await db.execute(sql`delete from form_press`); // what was taken back was not pressed
  }
}

async function lastPosition(tx: Transaction): Promise<number> {
  const { rows } = await tx.execute<{ last: number }>(sql`select coalesce(max(position), 0)::int as last from audit_event`);
  return rows[0]?.last ?? 0;
}
