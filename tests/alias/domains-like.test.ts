import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { domainsLike } from "@/lib/alias/commands/domains-like";
import { testDatabase } from "../setup/database";
import { admitted, forget } from "./change-world";

beforeAll(async () => {
  await testDatabase();
});

beforeEach(forget);

const like = (...hosts: string[]) => domainsLike(database(), { list: "istio", hosts });

test("domains of members that look the same are found, whatever letters they are written with", async () => {
  await admitted("Globex");
  await admitted("Modern");
  expect(await like("g1obex.example")).toEqual(["globex.example"]);
  expect(await like("xn--glbex-kye.example")).toEqual(["globex.example"]); // with a Cyrillic o
  expect(await like("mail.modem.example", "globex.example")).toEqual(["globex.example", "modern.example"]);
  expect(await like("acme.example")).toEqual([]);
  expect(await like()).toEqual([]);
});

test("one's own domains, those of another list and removed ones are not included", async () => {
  const { memberId } = await admitted("Globex");
  expect(await domainsLike(database(), { list: "istio", hosts: ["g1obex.example"], exceptMember: memberId })).toEqual([]);
  expect(await domainsLike(database(), { list: "layer5", hosts: ["g1obex.example"] })).toEqual([]);
  await database().execute(sql`update contact_alias set until_at = now()`);
  expect(await like("g1obex.example")).toEqual([]);
});

test("an alias without a stored confusable skeleton is returned for the caller to compare", async () => {
  await admitted("Globex");
  await database().execute(sql`update contact_alias set skeleton = null`);
  expect(await like("acme.example")).toEqual(["globex.example"]);
});
