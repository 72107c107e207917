import { AsyncLocalStorage } from "node:async_hooks";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { PgTransactionConfig } from "drizzle-orm/pg-core";
import { Pool, type PoolClient, type QueryResult } from "pg";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";

type Queries = Omit<NodePgDatabase, "transaction">;

/** Statements of one transaction. Refuses those that come after its end. */
export type Transaction = Queries & {
  readonly $client: Pick<Pool, "query">;
  /** When it began, in the database's time, which applies to every process. */
  readonly beganAt: Date;
};

export type Database = Queries & {
  readonly $client: Pick<Pool, "query">;
  transaction: <Result>(handler: (tx: Transaction) => Promise<Result>, config?: PgTransactionConfig) => Promise<Result>;
};

/** The running commands, each with a connection of its own. */
const handlers = new AsyncLocalStorage<true>();

/** Whether this is called from a transaction: slow work must not be done in one, because a connection is held meanwhile. */
export function insideTransaction(): boolean {
  return handlers.getStore() === true;
}

type Connection = { readonly db: Database; readonly pool: Pool };

/** On globalThis, because a development server loads this file anew after each change and would open a pool each time. */
const kept = globalThis as typeof globalThis & { portalConnection?: Connection };

/** The database of this process. Connects on first use; every query after that shares one pool. */
export function database(): Database {
  kept.portalConnection ??= connect(env().DATABASE_URL, env().DATABASE_POOL_MAX);
  return kept.portalConnection.db;
}

/** The connections of this process, for a library that brings its own statements. They run outside any command's transaction. */
export function connectionPool(): Pool {
  database();
  if (kept.portalConnection === undefined) throw new Error("The database was closed");
  return kept.portalConnection.pool;
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
    lock_timeout: 8_000, // a page that waits for a lock gives its connection back before all are taken
    idle_in_transaction_session_timeout: 15_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: "forewarned",
    allowExitOnIdle: true,
    pipeline: true, // statements that a command sends together do not wait for each other's answer
  });
  pool.on("error", () => {}); // told once, below; the pool replaces the connection
  // Without this a connection that is lost in the middle of a transaction would end the whole process.
  pool.on("connect", (client) => client.on("error", (error) => log.error("database.connection-lost", { error })));
  const db = Object.assign(drizzle(pool), {
    transaction: <Result>(handler: (tx: Transaction) => Promise<Result>, config?: PgTransactionConfig) =>
      inTransaction(pool, handler, config),
  });
  return { db, pool };
}

/**
 * Runs one transaction: everything that the handler sends is answered before `commit` is sent, whatever the libraries in between do,
 * so that nothing of it can come after the commit. drizzle's own leaves a client for ever taken when `begin` fails, and returns one
 * that may still be inside a transaction when `rollback` fails; here such a client is thrown away and the first error is the one
 * that is told. And drizzle's calls a `commit` that PostgreSQL answered with a rollback, because a statement had failed, a success;
 * here it is an error.
 */
async function inTransaction<Result>(
  pool: Pool,
  handler: (tx: Transaction) => Promise<Result>,
  config: PgTransactionConfig | undefined,
): Promise<Result> {
  const client = await pool.connect();
  const statements = statementsOn(client);
  try {
    const beganAt = await begin(client, config);
    // drizzle asks nothing of a client but `query`
    const tx: Transaction = Object.assign(drizzle(statements as unknown as PoolClient), { beganAt });
    const result = await handlers.run(true, () => handler(tx));
    if (statements.end().length > 0) throw new Error("The handler ended before a statement of it was answered");
    const { command } = await client.query("commit");
    if (command !== "COMMIT") throw new Error("The transaction was rolled back, because a statement in it had failed");
    return result;
  } catch (error) {
    await Promise.allSettled(statements.end());
    await client.query("rollback").catch(() => {}); // what made it necessary is told
    throw error;
  } finally {
    client.release(client.getTransactionStatus() !== "I");
  }
}

/** A client for the time of one transaction. `end` closes it and returns the statements that are not answered yet. */
function statementsOn(client: PoolClient) {
  const running = new Set<Promise<unknown>>();
  let ended = false;
  return {
    query(...args: [string]): Promise<unknown> {
      if (ended) return Promise.reject(new Error("A statement was sent after its transaction had ended"));
      const answer: Promise<unknown> = client.query(...args);
      running.add(answer);
      const done = () => running.delete(answer);
      answer.then(done, done);
      return answer;
    },
    end(): readonly Promise<unknown>[] {
      ended = true;
      return [...running];
    },
  };
}

/** How a transaction begins that wants more than is usual: PostgreSQL takes it with `begin` only, before any query. */
function modesOf({ isolationLevel, accessMode, deferrable }: PgTransactionConfig = {}): string {
  const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode, deferrable && "deferrable"];
  return modes.filter(Boolean).join(", ");
}

/** Begins, and asks for the time on the same way to the database. Sent as one message, so that nothing runs if it cannot begin. */
async function begin(client: PoolClient, config: PgTransactionConfig | undefined): Promise<Date> {
  const answers: unknown = await client.query(
    `begin ${modesOf(config)}; select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  const [, told] = answers as QueryResult<{ now: string }>[]; // one answer a statement, which the types do not know
  const now = told?.rows[0]?.now;
  if (!now) throw new Error("The database did not tell the time");
  return new Date(now);
}
