import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient } from "pg";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import * as schema from "./schema";

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

type Connection = { readonly db: Database; readonly pool: Pool };

/** On globalThis, because a development server loads this file anew after each change and would open a pool each time. */
const kept = globalThis as typeof globalThis & { portalConnection?: Connection };

/** The database of this process. Connects on first use; every query after that shares one pool. */
export function database(): Database {
  kept.portalConnection ??= connect(env().DATABASE_URL, env().DATABASE_POOL_MAX);
  return kept.portalConnection.db;
}

/** Makes another database the one of this process, whatever the settings name: for tests and for tools that bring their own. */
export async function openDatabase(url: string): Promise<Database> {
  await closeDatabase();
  kept.portalConnection = connect(url, 10);
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
 * a transaction when `rollback` fails; here such a client is thrown away and the first error is the one that is told.
 */
async function inTransaction<Result>(
  pool: Pool,
  story: (tx: Transaction) => Promise<Result>,
  config: Parameters<Database["transaction"]>[1],
): Promise<Result> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    return await onClient(client).transaction(async (tx) => {
      try {
        return await story(tx);
      } catch (error) {
        failure = error;
        throw error;
      }
    }, config);
  } catch (error) {
    throw failure ?? error;
  } finally {
    client.release(client.getTransactionStatus() !== "I");
  }
}

/** drizzle reads the whole schema for each instance, so a client keeps its own. */
const onClients = new WeakMap<PoolClient, Database>();

function onClient(client: PoolClient): Database {
  const db = onClients.get(client) ?? drizzle(client, { schema });
  onClients.set(client, db);
  return db;
}
