import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { asOwner } from "./database";

/**
 * Empties tables and all that refer to them, whatever triggers say, as `truncate … cascade` would. Truncating makes the files of
 * every table and index anew, full or not, and takes longer than most tests; this touches only what holds rows. It vacuums them, so
 * that new rows lie in the order in which they are written.
 */
export async function empty(...tables: readonly string[]): Promise<void> {
  const full = await withRows(await withThoseThatRefer(tables));
  if (full.length === 0) return;
  const deletes = full.map((table) => `delete from ${table};`).join(" ");
  await asOwner(`do $$ begin set local session_replication_role = replica; ${deletes} end $$`);
  await asOwner(`vacuum ${full.join(", ")}`);
}

const known = new Map<string, readonly string[]>();

/** All test databases are alike, so a process asks once. */
async function withThoseThatRefer(tables: readonly string[]): Promise<readonly string[]> {
  const key = tables.join(", ");
  const found = known.get(key) ?? (await referring(key));
  known.set(key, found);
  return found;
}

async function referring(tables: string): Promise<readonly string[]> {
  const { rows } = await database().execute<{ held: string }>(sql`
    with recursive reached (held) as (
      select unnest(${`{${tables}}`}::regclass[])
      union select conrelid::regclass from pg_constraint join reached on confrelid = reached.held where contype = 'f')
    select held::text from reached`);
  return rows.map(({ held }) => held);
}

async function withRows(tables: readonly string[]): Promise<readonly string[]> {
  const each = tables.map((table) => `case when exists (select from ${table}) then '${table}' end`);
  const { rows } = await database().execute<{ full: readonly string[] }>(
    sql.raw(`select array_remove(array[${each.join(", ")}], null) as full`),
  );
  return rows[0]?.full ?? [];
}
