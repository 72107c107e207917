import { beforeAll, expect, test } from "vitest";
import { onServer } from "@/db/embedded";
import { person, sweep } from "@/db/schema";
import { isHalfMade, made } from "@/scripts/demo/made";
import { testDatabase } from "../setup/database";

let world: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  world = await testDatabase();
});

test("the world of a demo is half made from its first person to its mark", async () => {
  const { db, url } = world;
  expect(await isHalfMade(url)).toBe(false);
  await db.insert(person).values({ email: "carol@meshproject.example", createdAt: new Date() });
  expect(await isHalfMade(url)).toBe(true);
  await db.insert(sweep).values({ key: made, doneAt: new Date() });
  expect(await isHalfMade(url)).toBe(false);
});

test("a database without tables was not begun", async () => {
  await onServer(world.ownerUrl, (client) => client.query("drop schema public cascade; create schema public"));
  expect(await isHalfMade(world.ownerUrl)).toBe(false);
});
