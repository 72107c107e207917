import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runDrizzle } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations } from "graphile-worker";
import { onServer } from "@/db/embedded";
import { migrationsFolder } from "@/db/migrations";

export type Row = Readonly<Record<string, unknown>>;

/** What migrations renamed, "table" or "table.column" (the table by its newest name), read from the migrations themselves. */
export const renamed = new Map(
  readdirSync(migrationsFolder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .flatMap((file) => [
      ...readFileSync(join(migrationsFolder, file), "utf8").matchAll(/ALTER TABLE "(\w+)" RENAME (?:COLUMN "(\w+)" )?TO "(\w+)"/g),
    ])
    .map(([, table, column, to]) => [column === undefined ? `${table}` : `${table}.${column}`, `${to}`] as const),
);

/** Brings the database to an earlier version, as that version did it: from a folder that ends there. */
export async function migrateTo(url: string, number: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "forewarned-migrations-"));
  try {
    const journal = JSON.parse(readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8"));
    const entries = journal.entries.filter(({ tag }: { tag: string }) => tag.slice(0, 4) <= number);
    mkdirSync(join(folder, "meta"));
    writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
    for (const { tag } of entries) cpSync(join(migrationsFolder, `${tag}.sql`), join(folder, `${tag}.sql`));
    await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
    await onServer(url, (client) => runDrizzle(drizzle(client), { migrationsFolder: folder }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every row of every table, as the database writes it. */
export async function everything(url: string): Promise<ReadonlyMap<string, readonly Row[]>> {
  return onServer(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const all = new Map<string, readonly Row[]>();
    for (const table of tables) {
      const { rows } = await client.query<{ row: Row }>(`select to_jsonb(t) as row from "${table.name}" t`);
      if (rows.length > 0)
        all.set(
          table.name,
          rows.map(({ row }) => row),
        );
    }
    return all;
  });
}
