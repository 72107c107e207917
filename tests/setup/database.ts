import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { closeDatabase, type Database, openDatabase } from "@/db/client";
import { onServer } from "@/db/embedded";
import { misleadingNames } from "./sql-scopes";

const read = new Set<string>();
const plainQuery = Client.prototype.query;

/** Every statement that a test runs is read once: a name that binds to another table than it seems to is an error, not a wrong answer. */
Client.prototype.query = function (this: Client, ...given: readonly unknown[]): unknown {
  const [first] = given as readonly [string | { readonly text?: string }];
  const text = typeof first === "string" ? first : (first.text ?? "");
  if (!read.has(text)) {
    const names = misleadingNames(text);
    if (names.length > 0) throw new Error(`${names.join("; ")}:\n${text}`);
    read.add(text);
  }
  return Reflect.apply(plainQuery, this, given);
} as typeof plainQuery;

let owner: { readonly url: string; client?: Promise<Client> } | undefined;

/**
 * A fresh, migrated database for this test file alone, dropped after it. Call it in `beforeAll`.
 * `database()` is that database from then on, with the rights of the application; `url` serves a test that needs a second connection,
 * `ownerUrl` one that may do anything.
 */
export async function testDatabase(): Promise<{ db: Database; url: string; ownerUrl: string }> {
  const { admin, application, template } = inject("server");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(admin, (client) => client.query(`create database ${name} template ${template}`));

  const [url, ownerUrl] = [application, admin].map((each) => Object.assign(new URL(each), { pathname: `/${name}` }).href) as [
    string,
    string,
  ];
  owner = { url: ownerUrl };
  process.env.DATABASE_URL = url; // for processes that a test starts
  const db = await openDatabase(url);
  afterAll(async () => {
    await closeDatabase();
    await (await owner?.client)?.end();
    await onServer(admin, (client) => client.query(`drop database ${name} with (force)`));
  });
  return { db, url, ownerUrl };
}

/** Runs statements in the test's database as its owner: what an operator does, or an insider with all rights. */
export async function asOwner(statements: string): Promise<void> {
  if (owner === undefined) throw new Error("testDatabase() was not called");
  owner.client ??= connected(owner.url);
  await (await owner.client).query(statements);
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {}); // a test may cut it off
  await client.connect();
  return client;
}
