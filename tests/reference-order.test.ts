import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { referenceOrder } from "@/db/schema/reference-order";
import { byReference } from "@/lib/kernel/reference";
import { testDatabase } from "./setup/database";

/** References are ordered as numbers, and never as texts: the thousandth of a year comes after the 999th. */

const inOrder = ["2025-1000", "2026-001", "2026-099", "2026-999", "2026-1000", "2026-10000", "2027-001"];

beforeAll(async () => {
  await testDatabase();
});

describe("the order of references", () => {
  it("is the same in TypeScript and in the database", async () => {
    expect(inOrder.toSorted()).not.toEqual(inOrder);
    expect(inOrder.toReversed().toSorted(byReference)).toEqual(inOrder);
    const { rows } = await database().execute<{ reference: string }>(sql`
      select reference from jsonb_array_elements_text(${JSON.stringify(inOrder.toReversed())}::jsonb) given (reference)
      order by ${referenceOrder(sql`given.reference`)}`);
    expect(rows.map(({ reference }) => reference)).toEqual(inOrder);
  });

  it("has a place for what has no reference", async () => {
    const { rows } = await database().execute(sql`select ${referenceOrder(sql`null::text`)} as key`);
    expect(rows).toEqual([{ key: null }]);
  });
});

/** Ways to order by the text of a reference. */
const asText: readonly RegExp[] = [
  /\border by (?:(?!\b(?:limit|from)\b)[^;`$()'])*\breference\b/gi,
  /\$\{\w+\.reference\}\s*(?:asc|desc|[<>])/gi,
  /\b(?:asc|desc|max|min|gt|gte|lt|lte)\(\s*\w+\.reference\b/g,
  /\borderBy\((?:[^()]|\([^()]*\))*(?<!\()\b\w+\.reference\b/g,
  /\breference\.localeCompare\(/gi,
  /\b\w*\.reference\s*[<>]=?\s*\w+\.reference\b/g,
];
const found = (text: string) => asText.flatMap((pattern) => text.match(pattern) ?? []);

describe("the product", () => {
  it.each([
    "sql`select 1 from recheck r order by r.opened_on desc, r.reference desc limit 1`",
    "order by kind, reference, member_id`",
    "sql`$" + "{recheck.reference} desc`",
    ".orderBy(desc(recheck.openedOn), desc(recheck.reference))",
    ".orderBy(recheck.openedOn, recheck.reference)",
    "a.reference.localeCompare(b.reference)",
    "one.reference < other.reference",
    "max(recheck.reference)",
  ])("is searched for %s", (text) => {
    expect(found(text)).not.toEqual([]);
  });

  it("orders nothing by the text of a reference", () => {
    const root = fileURLToPath(new URL("..", import.meta.url));
    const files = ["app", "components", "lib", "db/schema"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => join(folder, name)),
    );
    expect(files.flatMap((file) => found(readFileSync(join(root, file), "utf8")).map((text) => `${file}: ${text}`))).toEqual([]);
  });
});
