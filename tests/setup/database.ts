import { randomUUID } from "node:crypto";
import { afterAll, inject } from "vitest";
import { closeDatabase, type Database, openDatabase } from "@/db/client";
import { onServer } from "@/db/embedded";

/**
 * A fresh, migrated database for this test file alone, dropped after it. Call it in `beforeAll`.
 * `database()` is that database from then on; `url` serves a test that needs a second connection.
 */
export async function testDatabase(): Promise<{ db: Database; url: string }> {
  const { admin, template } = inject("server");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(admin, (client) => client.query(`create database ${name} template ${template}`));

  const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
  process.env.DATABASE_URL = url; // for processes that a test starts
  const db = await openDatabase(url);
  afterAll(async () => {
    await closeDatabase();
    await onServer(admin, (client) => client.query(`drop database ${name} with (force)`));
  });
  return { db, url };
}
