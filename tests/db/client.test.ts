import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../setup/database";

let world: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  world = await testDatabase();
});

test("the handler's own error is thrown, and its transaction is rolled back", async () => {
  const failure = new Error("the handler's own");
  await expect(
    world.db.transaction(async (tx) => {
      await tx.execute(sql`create temp table half_done (id int)`);
      throw failure;
    }),
  ).rejects.toBe(failure);
  const { rows } = await world.db.execute(sql`select to_regclass('half_done') as found`);
  expect(rows).toEqual([{ found: null }]);
});

test("a handler whose connection is cut throws its own error, and the pool continues", async () => {
  for (let times = 0; times < 12; times += 1) {
    await expect(
      world.db.transaction(async (tx) => {
        await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      }),
    ).rejects.toMatchObject({ cause: { code: "57P01" } });
  }
  const { rows } = await world.db.execute(sql`select 1 as alive`);
  expect(rows).toEqual([{ alive: 1 }]);
});

test("a transaction that cannot begin gives its connection back", async () => {
  for (let times = 0; times < 12; times += 1) {
    await expect(world.db.transaction(async () => {}, { isolationLevel: "no such level" as "serializable" })).rejects.toThrow();
  }
  const { rows } = await world.db.execute(sql`select 1 as alive`);
  expect(rows).toEqual([{ alive: 1 }]);
});
