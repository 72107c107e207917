import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { type AppliedMigration, appliedMigrationsQuery, knownMigrations, migrationState, migrationsFolder } from "./migrations";
import { grantRights, roleBesides } from "./rights";

/** Any number that nothing else in the database uses: it names the lock. */
const migrationLock = 7_133_915_201;

/**
 * Brings a database to this version as its owner: the queue's own tables, then ours. If the application has a role of its own, that
 * role gets what it needs and no more (db/rights.ts). Two starters wait for each other by an advisory lock,
 * so that each migration runs once. Throws, without changing anything of ours, on a database that this version does not know.
 * Needs a direct connection: a pooler that lends connections by the transaction would lose the lock.
 */
export async function migrate(ownerUrl: string, applicationUrl = ownerUrl): Promise<void> {
  const application = roleBesides(ownerUrl, applicationUrl);
  const known = knownMigrations();
  const client = new Client({ connectionString: ownerUrl, application_name: "forewarned-migrate", connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // the waiting statement fails too, and tells it
  await client.connect();
  try {
    await client.query("set lock_timeout = '5min'");
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    const found = migrationState(known, await applied(client));
    if (found.is === "foreign") throw new Error(found.why);
    if (found.is === "behind") {
      if (!(await mayMigrate(client)))
        throw new Error("The database has to be migrated by its owner. Set DATABASE_OWNER_URL, or run the migrations as the owner.");
      await runAll(client, ownerUrl);
      const state = migrationState(known, await applied(client));
      if (state.is !== "current") throw new Error("The migrations did not all run.");
    }
    if (await mayMigrate(client)) await fillSkeletons(client);
    if (application !== null) await grantRights(client, application);
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
}

/**
 * Stores the confusable skeletons of names and domains from before, which takes more than SQL. Rows that have it are left alone. At every start,
 * because a start that ended between the migrations and this one would leave rows that nobody fills.
 */
async function fillSkeletons(client: Client): Promise<void> {
  const { rows: without } = await client.query<{ some: boolean }>(`select exists (select from application where name_skeleton is null)
    or exists (select from member where name_skeleton is null) or exists (select from contact_alias where skeleton is null) as some`);
  if (!without[0]?.some) return;
  const [{ nameSkeleton }, { confusableSkeleton }] = await Promise.all([
    import("@/lib/evidence/name-skeleton"),
    import("@/lib/kernel/domain"),
  ]);
  const columns = [
    { table: "application", from: "organization_name", to: "name_skeleton", skeletonOf: nameSkeleton },
    { table: "member", from: "name", to: "name_skeleton", skeletonOf: nameSkeleton },
    { table: "contact_alias", from: "domain", to: "skeleton", skeletonOf: confusableSkeleton },
  ];
  for (const { table, from, to, skeletonOf } of columns) {
    const { rows } = await client.query<{ id: string; text: string }>(`select id, ${from} as text from ${table} where ${to} is null`);
    const filled = JSON.stringify(rows.map(({ id, text }) => ({ id, skeleton: skeletonOf(text) })));
    await client.query(
      `update ${table} t set ${to} = f.skeleton from jsonb_to_recordset($1::jsonb) as f (id uuid, skeleton text) where t.id = f.id and t.${to} is null`,
      [filled],
    );
  }
}

/** Whether this role may make tables where ours are; before the first migration, whether it may make the schema of the queue. */
async function mayMigrate(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select coalesce((select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('public.audit_event')),
      has_database_privilege(current_database(), 'create')) as may`,
  );
  return rows[0]?.may ?? false;
}

async function applied(client: Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('drizzle.__drizzle_migrations') is not null as there");
  if (!rows[0]?.there) return [];
  return (await client.query<AppliedMigration>(appliedMigrationsQuery)).rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!url) {
    process.stderr.write("DATABASE_URL is missing. Set it to the database that should be migrated.\n");
    process.exit(2);
  }
  await migrate(ownerUrl || url, url);
}
