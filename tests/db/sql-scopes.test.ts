import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { member } from "@/db/schema";
import { testDatabase } from "../setup/database";
import { misleadingNames } from "../setup/sql-scopes";

const shadows = `"g" names another table in the query around it`;
const whose = (column: string) => `"${column}" in a subquery is a column of the query around it; say whose it is`;

describe("names in subqueries", () => {
  it.each([
    [
      "an alias of the outer query used again",
      "select (select count(*) from agreement g where g.subject_id = g.id) from member_change g",
      [shadows],
    ],
    [
      "the same two levels down",
      "select 1 from recheck g where exists (select 1 from member m where exists (select 1 from email g))",
      [shadows],
    ],
    ["a quoted column without its table", `select (select count(*) from recheck r where r.member_id = "id") from member`, [whose("id")]],
    [
      "an unquoted column that both have",
      "select 1 from member m where exists (select 1 from recheck r where id = r.member_id)",
      [whose("id")],
    ],
    [
      "an outer column alone",
      "select 1 from member m where exists (select 1 from recheck r where r.id = organization_id)",
      [whose("organization_id")],
    ],
  ])("%s is found", (_name, text, expected) => {
    expect(misleadingNames(text)).toEqual(expected);
  });

  it.each([
    ["columns with their tables", "select 1 from member m where exists (select 1 from recheck r where r.member_id = m.id)"],
    [
      "common table expressions and derived tables",
      "with a as (select r.id from recheck r) select r.id from recheck r join (select r.id from recheck r) b on b.id = r.id",
    ],
    ["set operations", "select r.id from recheck r union all select r.id from recheck r"],
    [
      "functions and clauses that look like tables",
      "select extract(epoch from m.since_on) from member m where m.name is distinct from 'from x' for update of m",
    ],
    [
      "a subquery as drizzle builds it",
      `select 1 from "member" where exists (select "id" from "recheck" where "recheck"."member_id" = "member"."id")`,
    ],
    ["bare columns of a subquery's only table", "select 1 from member m where m.id in (select id from member where list = 'istio')"],
    [
      "a table that is called like a column of the outer one",
      "select 1 from person p where exists (select 1 from (select * from email l where l.recipient = p.email) k)",
    ],
    ["columns of the inner table alone", "select 1 from member m where exists (select 1 from email where recipient = m.name)"],
  ])("%s is fine", (_name, text) => {
    expect(misleadingNames(text)).toEqual([]);
  });
});

describe("every statement of every test", () => {
  beforeAll(async () => {
    await testDatabase();
  });

  it("is read for them, so that a wrong one does not run", async () => {
    const wrong = database()
      .select({ id: member.id, many: sql`(select count(*) from recheck r where r.member_id = ${member.id})` })
      .from(member)
      .where(eq(member.list, "istio"));
    await expect(wrong).rejects.toThrow();
  });
});
