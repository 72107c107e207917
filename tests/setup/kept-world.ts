import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { everyTable } from "../visibility/asking";
import { asOwner } from "./database";

/** What was written and committed since the world was last brought back, one "table operation" for each row, in alphabetical order. */
export async function rowsWritten(): Promise<readonly string[]> {
  const { rows } = await database().execute<{ row: string }>(sql`select name || ' ' || operation as row from kept.written order by 1`);
  return rows.map(({ row }) => row);
}

/**
 * Copies the whole database aside, and returns a function that brings it back: for tests in which several transactions really commit,
 * which a rollback cannot undo. Only tables that were written to are filled again, past triggers and foreign keys.
 */
export async function keepWorld(): Promise<() => Promise<void>> {
  const columns = await writtenColumns();
  await asOwner(`
    create schema kept;
    grant usage on schema kept to public;
    create table kept.written (name text, operation text);
    grant select on kept.written to public;
    create function kept.note() returns trigger language plpgsql security definer as $$
      begin insert into kept.written values (tg_argv[0], lower(tg_op)); return null; end $$;
    ${Object.keys(columns)
      .map(
        (name) => `
      create table ${copyOf(name)} as table ${name};
      create trigger kept_note after insert or update or delete on ${name} for each row execute function kept.note('${name}');`,
      )
      .join("")}`);
  return async () => {
    const written = new Set((await rowsWritten()).map((row) => row.split(" ")[0] ?? ""));
    const again = [...written].map((name) => {
      const names = columns[name] ?? "";
      return `delete from ${name}; insert into ${name} (${names}) overriding system value select ${names} from ${copyOf(name)};`;
    });
    await asOwner(`do $$ begin set local session_replication_role = replica; ${again.join(" ")} delete from kept.written; end $$`);
  };
}

function copyOf(name: string): string {
  return `kept.${name.replace(".", "_")}`;
}

/** The columns of each table, without those that PostgreSQL computes. */
async function writtenColumns(): Promise<Readonly<Record<string, string>>> {
  const tables = `{${(await everyTable()).join(",")}}`;
  const { rows } = await database().execute<{ name: string; columns: string }>(sql`
    select attrelid::regclass::text as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
    where attrelid in (select unnest(${tables}::regclass[])) and attnum > 0 and not attisdropped and attgenerated = ''
    group by attrelid`);
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
}
