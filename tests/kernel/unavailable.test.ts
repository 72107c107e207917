import { sql } from "drizzle-orm";
import { Client, Pool } from "pg";
import { beforeAll, describe, expect, it, test } from "vitest";
import type { Database } from "@/db/client";
import { isUnavailable } from "@/lib/kernel/unavailable";
import { testDatabase } from "../setup/database";

let db: Database;
let url: string;

beforeAll(async () => {
  ({ db, url } = await testDatabase());
});

async function faultOf(run: () => Promise<unknown>): Promise<unknown> {
  return run().then(
    () => "no fault",
    (error: unknown) => error,
  );
}

describe("a database that cannot serve now", () => {
  it("is recognized by a lock, a time-out and a read-only transaction", async () => {
    const holder = new Client({ connectionString: url });
    await holder.connect();
    await holder.query("begin; lock table person in access exclusive mode");
    const locked = await faultOf(() =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local lock_timeout = 50`);
        await tx.execute(sql`select from person`);
      }),
    );
    await holder.end();
    const slow = await faultOf(() =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local statement_timeout = 50`);
        await tx.execute(sql`select pg_sleep(5)`);
      }),
    );
    const readOnly = await faultOf(() =>
      db.transaction((tx) => tx.execute(sql`insert into person (email) values ('a@b.example')`), { accessMode: "read only" }),
    );
    expect([locked, slow, readOnly].map(isUnavailable)).toEqual([true, true, true]);
  });

  it("is recognized by an unreachable server, and by a pool with no connection left", async () => {
    const nowhere = new Client({ connectionString: "postgres://nobody@127.0.0.1:1/x" });
    expect(isUnavailable(await faultOf(() => nowhere.connect()))).toBe(true);
    const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 2_000 });
    const taken = await pool.connect();
    expect(isUnavailable(await faultOf(() => pool.query("select 1")))).toBe(true);
    taken.release();
    await pool.end();
  });

  it("is not confused with a bug", async () => {
    const bugs = [
      () => db.execute(sql`select nonsense`),
      () => db.execute(sql`select 1 / 0`),
      async () => Promise.reject(new TypeError("x is undefined")),
    ];
    for (const bug of bugs) expect(isUnavailable(await faultOf(bug))).toBe(false);
  });
});

test.each(["53100", "53300", "08006", "57P01", "58030", "25006"])("code %s passes by itself", (code) => {
  expect(isUnavailable(new Error("outer", { cause: Object.assign(new Error("inner"), { code }) }))).toBe(true);
});
