import { createTableRelationsHelpers, type ExtractTablesWithRelations, extractTablesRelationalConfig } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres/session";
import { PgDialect } from "drizzle-orm/pg-core";
import { Pool, type PoolClient, type QueryResult } from "pg";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import * as schema from "./schema";

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

type Connection = { readonly db: Database; readonly pool: Pool };

/** On globalThis, because a development server loads this file anew after each change and would open a pool each time. */
const kept = globalThis as typeof globalThis & { portalConnection?: Connection; portalBegun?: WeakMap<Transaction, Date> };

/** The database of this process. Connects on first use; every query after that shares one pool. */
export function database(): Database {
  kept.portalConnection ??= connect(env().DATABASE_URL, env().DATABASE_POOL_MAX);
  return kept.portalConnection.db;
}

/** Makes another database the one of this process, whatever the settings name: for tests and for tools that bring their own. */
export async function openDatabase(url: string, connections = 10): Promise<Database> {
  await closeDatabase();
  kept.portalConnection = connect(url, connections);
  return kept.portalConnection.db;
}

/** Waits for what is running and closes the pool. A later `database()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const connection = kept.portalConnection;
  kept.portalConnection = undefined;
  await connection?.pool.end();
}

function connect(connectionString: string, max: number): Connection {
  const pool = new Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: "forewarned",
    allowExitOnIdle: true,
    pipeline: true, // statements that a story sends together do not wait for each other's answer
  });
  pool.on("error", () => {}); // told once, below; the pool replaces the connection
  // Without this a connection that is lost in the middle of a transaction would end the whole process.
  pool.on("connect", (client) => client.on("error", (error) => log.error("database.connection-lost", { error })));
  const db = drizzle(pool, { schema });
  db.transaction = (story, config) => inTransaction(pool, story, config);
  return { db, pool };
}

/**
 * Runs one transaction. drizzle's own leaves a client for ever taken when `begin` fails, and returns one that may still be inside
 * a transaction when `rollback` fails; here such a client is thrown away and the first error is the one that is told. And drizzle's
 * calls a `commit` that PostgreSQL answered with a rollback, because a statement had failed, a success; here it is an error.
 */
async function inTransaction<Result>(pool: Pool, story: (tx: Transaction) => Promise<Result>, config: TransactionConfig): Promise<Result> {
  const client = await pool.connect();
  try {
    const tx = onClient(client);
    await begin(client, tx, config);
    const result = await story(tx);
    const { command } = await client.query("commit");
    if (command !== "COMMIT") throw new Error("The transaction was rolled back, because a statement in it had failed");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {}); // what made it necessary is told
    throw error;
  } finally {
    client.release(client.getTransactionStatus() !== "I");
  }
}

/** When the transaction that runs on a client began, by the database's clock. Beside the connection: a build holds this file more than once. */
kept.portalBegun ??= new WeakMap();
const begun = kept.portalBegun;

/** The moment at which a transaction began, by the clock of the database, which decides for every process. */
export function beganAt(tx: Transaction): Date {
  const moment = begun.get(tx);
  if (!moment) throw new Error("This transaction was not begun here");
  return moment;
}

type TransactionConfig = Parameters<Database["transaction"]>[1];

/** How a transaction begins that wants more than is usual: PostgreSQL takes it with `begin` only, before any query. */
function modesOf({ isolationLevel, accessMode, deferrable }: NonNullable<TransactionConfig> = {}): string {
  const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode, deferrable && "deferrable"];
  return modes.filter(Boolean).join(", ");
}

/** Begins, and asks for the time on the same way to the database. Sent as one message, so that nothing runs if it cannot begin. */
async function begin(client: PoolClient, tx: Transaction, config: TransactionConfig): Promise<void> {
  const answers: unknown = await client.query(
    `begin ${modesOf(config)}; select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  const [, told] = answers as QueryResult<{ now: string }>[]; // one answer a statement, which the types do not know
  const now = told?.rows[0]?.now;
  if (!now) throw new Error("The database did not tell the time");
  begun.set(tx, new Date(now));
}

/** drizzle reads the whole schema for each instance, so a client keeps its own. */
const onClients = new WeakMap<PoolClient, Transaction>();

function onClient(client: PoolClient): Transaction {
  const kept = onClients.get(client);
  if (kept) return kept;
  const { tables, tableNamesMap } = extractTablesRelationalConfig<ExtractTablesWithRelations<typeof schema>>(
    schema,
    createTableRelationsHelpers,
  );
  const relations = { fullSchema: schema, schema: tables, tableNamesMap };
  const dialect = new PgDialect();
  const session = new NodePgSession<typeof schema, typeof tables>(client, dialect, relations);
  // drizzle hides the constructor's types, though this is how it makes its own
  const tx: Transaction = Reflect.construct(NodePgTransaction, [dialect, session, relations]);
  onClients.set(client, tx);
  return tx;
}
