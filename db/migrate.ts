import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { type AppliedMigration, appliedMigrationsQuery, knownMigrations, migrationState, migrationsFolder } from "./migrations";

/** Any number that nothing else in the database uses: it names the lock. */
const migrationLock = 7_133_915_201;

/**
 * Brings a database to this version: the queue's own tables, then ours. Two starters wait for each other by an advisory lock,
 * so that each migration runs once. Throws, without changing anything of ours, on a database that this version does not know.
 * Needs a direct connection: a pooler that lends connections by the transaction would lose the lock.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const known = knownMigrations();
  const client = new Client({ connectionString: databaseUrl, application_name: "forewarned-migrate", connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // the waiting statement fails too, and tells it
  await client.connect();
  try {
    await client.query("set lock_timeout = '5min'");
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    const found = migrationState(known, await applied(client));
    if (found.is === "foreign") throw new Error(found.why);
    if (found.is === "current") return; // the usual start; the tables of a newer queue are the worker's own to bring up to date
    await runAll(client, databaseUrl);
    const state = migrationState(known, await applied(client));
    if (state.is !== "current") throw new Error("The migrations did not all run.");
  } finally {
    await client.end(); // gives the lock back
  }
}

/** The tools for it are large, and loaded only where there is something to do. */
async function runAll(client: Client, databaseUrl: string): Promise<void> {
  const [{ Logger, runMigrations }, { drizzle }, { migrate: runDrizzle }] = await Promise.all([
    import("graphile-worker"),
    import("drizzle-orm/node-postgres"),
    import("drizzle-orm/node-postgres/migrator"),
  ]);
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => {}) });
  await runDrizzle(drizzle(client), { migrationsFolder });
  await fillLooks(client);
}

/** Writes down what names and domains from before look like, which takes more than SQL. Rows that have it are left alone. */
async function fillLooks(client: Client): Promise<void> {
  const [{ nameLook }, { lookOf }] = await Promise.all([import("@/lib/evidence/name-look"), import("@/lib/kernel/domain")]);
  const columns = [
    { table: "application", from: "organization_name", to: "name_look", look: nameLook },
    { table: "member", from: "name", to: "name_look", look: nameLook },
    { table: "contact_alias", from: "domain", to: "look", look: lookOf },
  ];
  for (const { table, from, to, look } of columns) {
    const { rows } = await client.query<{ id: string; text: string }>(`select id, ${from} as text from ${table} where ${to} is null`);
    const filled = JSON.stringify(rows.map(({ id, text }) => ({ id, look: look(text) })));
    await client.query(
      `update ${table} t set ${to} = f.look from jsonb_to_recordset($1::jsonb) as f (id uuid, look text) where t.id = f.id and t.${to} is null`,
      [filled],
    );
  }
}

async function applied(client: Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('drizzle.__drizzle_migrations') is not null as there");
  if (!rows[0]?.there) return [];
  return (await client.query<AppliedMigration>(appliedMigrationsQuery)).rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    process.stderr.write("DATABASE_URL is missing. Set it to the database that should be migrated.\n");
    process.exit(2);
  }
  await migrate(url);
}
