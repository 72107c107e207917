import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Columns, declared, sqlIn, unknownNames } from "./setup/sql-in-code";

/** A column or table that is renamed in db/schema is named here wherever SQL that is written as text still uses it. */

const root = fileURLToPath(new URL("..", import.meta.url));
const files = ["app", "bench", "lib", "scripts"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("floor/"))
      .map((name) => join(folder, name)),
  )
  .map((file) => sqlIn(root, file))
  .filter(({ pieces }) => pieces.length > 0);

/** The tables that the bench compares with are its own. */
const ofBench = ["floor_outbox", "floor_member", "sent_at", "due_at", "checks", "act"];
const unknown = (columns: Columns = declared) =>
  unknownNames(files, columns).filter((each) => !(each.startsWith("bench/") && ofBench.some((name) => each.endsWith(` ${name}`))));

it("every name in SQL is one of the schema", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(unknown()).toEqual([]);
});

/** The schema after a rename that nobody followed up in SQL. */
function renamed(table: string, column?: string): Columns {
  return new Map(
    [...declared].flatMap(([name, columns]) =>
      name !== table
        ? [[name, columns] as const]
        : column === undefined
          ? []
          : [[name, new Set([...columns].filter((each) => each !== column))] as const],
    ),
  );
}

/** Every column that some piece of SQL names as "alias.column" or alone, in a file that reads its table. */
it.each([
  ["removal", "first_by", 12],
  ["member", "left_on", 40],
  ["alias_check", "answered_at", 10],
  ["person", "email", 30],
  ["committee_role", "revoked_at", 10],
])("finds each use of %s.%s after a rename", (table, column, least) => {
  expect(unknown(renamed(table, column)).length).toBeGreaterThanOrEqual(least);
});

it("finds each use of a table after a rename", () => {
  expect(unknown(renamed("delivery_pause")).filter((each) => each.endsWith(" delivery_pause")).length).toBeGreaterThan(4);
});
