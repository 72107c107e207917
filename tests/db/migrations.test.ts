import { beforeAll, expect, test } from "vitest";
import { onServer } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { journalFault, knownMigrations, migrationState } from "@/db/migrations";
import { testDatabase } from "../setup/database";

let url: string;
beforeAll(async () => {
  ({ ownerUrl: url } = await testDatabase());
});

const one = { tag: "0000_one", when: 10, hash: "a" };
const two = { tag: "0001_two", when: 20, hash: "b" };

test("the journal in the repository is in order", () => {
  expect(knownMigrations().length).toBeGreaterThan(0);
});

test.each([
  [
    "in order",
    [
      { idx: 0, when: 10, tag: "0000_one" },
      { idx: 1, when: 20, tag: "0001_two" },
    ],
    null,
  ],
  ["a gap", [{ idx: 1, when: 10, tag: "0001_one" }], /number 1 at place 0/],
  ["a name of another number", [{ idx: 0, when: 10, tag: "0003_one" }], /does not start with its number/],
  [
    "merged out of order",
    [
      { idx: 0, when: 20, tag: "0000_one" },
      { idx: 1, when: 20, tag: "0001_two" },
    ],
    /would be skipped/,
  ],
])("a journal: %s", (_, entries, fault) => {
  const found = journalFault(entries);
  if (fault) expect(found).toMatch(fault);
  else expect(found).toBeNull();
});

test.each([
  ["nothing applied yet", [], "behind"],
  ["all but one", [one], "behind"],
  ["all", [one, two], "current"],
  ["an old file was edited", [{ ...one, hash: "x" }, two], "foreign"],
  ["a newer version was here", [one, two, { hash: "c", when: 30 }], "foreign"],
])("a database: %s", (_, applied, is) => {
  expect(migrationState([one, two], applied).is).toBe(is);
});

test("HC-DBF-006: two starters migrate one after the other, and once", async () => {
  await onServer(url, (client) =>
    client.query("drop schema public cascade; create schema public; drop schema drizzle cascade; drop schema graphile_worker cascade"),
  );
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  const count = await onServer(
    url,
    async (client) => (await client.query("select count(*)::int as count from drizzle.__drizzle_migrations")).rows[0].count,
  );
  expect(count).toBe(knownMigrations().length);
});

test("a database that went through another file is refused", async () => {
  await onServer(url, (client) => client.query("update drizzle.__drizzle_migrations set hash = 'edited' where id = 1"));
  await expect(migrate(url)).rejects.toThrow(/^The migration drizzle\/0000_\w+\.sql is not the one that this database went through/);
});
