import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { organization } from "@/db/schema";
import { pipelined } from "@/lib/kernel/pipelined";
import { testDatabase } from "../setup/database";

beforeAll(async () => {
  await testDatabase();
});

test("a read that is sent together with a lock before it sees what was there when the lock was taken", async () => {
  const [made] = await database().insert(organization).values({ name: "Before", createdAt: new Date() }).returning({ id: organization.id });
  const which = eq(organization.id, made?.id ?? "");
  let locked: (() => void) | undefined;
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  let release: (() => void) | undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });

  const writer = database().transaction(async (tx) => {
    await tx.update(organization).set({ name: "After" }).where(which);
    locked?.();
    await isReleased;
  });
  await isLocked;
  const reader = database().transaction((tx) =>
    pipelined([
      tx.select({ id: organization.id }).from(organization).where(which).for("no key update"),
      tx.select({ name: organization.name }).from(organization).where(which),
    ]),
  );
  await waitsForALock();
  release?.();
  await writer;
  expect((await reader)[1]).toEqual([{ name: "After" }]);
});

test("of several that fail, the first that was sent is the error", async () => {
  const failing = (words: string) => Promise.reject(new Error(words));
  await expect(pipelined([Promise.resolve(1), failing("first"), failing("second")])).rejects.toThrow("first");
  expect(await pipelined([Promise.resolve("a"), Promise.resolve(2)])).toEqual(["a", 2]);
});

/** Until somebody in this database waits for a row that another transaction holds. */
async function waitsForALock(): Promise<void> {
  for (;;) {
    const { rows } = await database().execute(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}
