import { createHash } from "node:crypto";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { types } from "pg";
import type { Database, Transaction } from "./client";

const dialect = new PgDialect();
const names = new Map<string, string>();

/**
 * Runs a statement that PostgreSQL plans once per connection and then keeps: for large statements that pages use again
 * and again, and whose planning costs more than their execution. Their text must be one of a few, with everything that varies as a parameter;
 * the conditions of partial indexes must be literals in the text.
 */
export async function preparedStatement<Row extends Record<string, unknown>>(db: Database | Transaction, statement: SQL): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  const { rows } = await db.$client.query<Row>({ name: nameOf(text), text, values: params, types: textForTimes });
  return rows;
}

/** As everywhere in drizzle, days and times are returned as text: "pg" would parse a day in the time zone of the machine. */
const textForTimes = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    isTime.has(type) ? (value: string) => value : types.getTypeParser(type, format),
};

/** date, timestamp, timestamptz and interval, and lists of them. */
const isTime = new Set([1082, 1114, 1184, 1186, 1182, 1115, 1185, 1187]);

function nameOf(text: string): string {
  const name = names.get(text) ?? createHash("sha256").update(text).digest("hex").slice(0, 32);
  names.set(text, name);
  return name;
}
