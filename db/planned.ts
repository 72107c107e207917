import { createHash } from "node:crypto";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "./client";

const dialect = new PgDialect();
const names = new Map<string, string>();

/**
 * Runs a statement that PostgreSQL plans once for each connection and then keeps: for large statements that pages ask for again
 * and again, whose planning costs more than their work. Their text must be one of a few, with everything that varies as a value;
 * what a partial index asks for must stand in the text.
 */
export async function planned<Row extends Record<string, unknown>>(db: Database | Transaction, statement: SQL): Promise<Row[]> {
  const query = dialect.sqlToQuery(statement);
  const prepared = db._.session.prepareQuery<{ execute: { rows: Row[] }; all: unknown; values: unknown }>(
    query,
    undefined,
    nameOf(query.sql),
    false,
  );
  return (await prepared.execute()).rows;
}

function nameOf(text: string): string {
  const name = names.get(text) ?? createHash("sha256").update(text).digest("hex").slice(0, 32);
  names.set(text, name);
  return name;
}
