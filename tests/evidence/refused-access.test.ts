import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { alert, emailMessage } from "@/db/schema";
import { tellRefusedAccess } from "@/lib/evidence/commands/tell-refused-access";
import { visitor, worker } from "@/lib/kernel/actor";
import { countingRefused, type RefusedCounts } from "@/lib/server/refused-access";
import { testDatabase } from "../setup/database";

let db: Database;
let server: Server;
let told: (counts: RefusedCounts) => void = () => {};

beforeAll(async () => {
  ({ db } = await testDatabase());
  const statuses: Readonly<Record<string, number>> = { nothing: 404, foreign: 403, often: 429, fine: 200 };
  const answer = countingRefused(
    (request, response) => response.writeHead(statuses[request.url?.split("/").at(-1) ?? ""] ?? 200).end(),
    (counts) => told(counts),
    20,
  );
  server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});

afterAll(() => server.close());

test("refused requests are counted by area and status, and nothing else about them is passed on", async () => {
  const seen: Record<string, number> = {};
  const all = new Promise<void>((resolve) => {
    told = (counts) => {
      for (const [key, count] of Object.entries(counts)) seen[key] = (seen[key] ?? 0) + count;
      if (Object.values(seen).reduce((sum, each) => sum + each, 0) === 4) resolve();
    };
  });
  const { port } = server.address() as AddressInfo;
  for (const path of [
    "committee/istio/nothing",
    "committee/istio/members/nothing",
    "account/foreign",
    "sign-in/often",
    "committee/fine",
    "wp-login/nothing",
  ])
    await fetch(`http://127.0.0.1:${port}/${path}`);
  await all;
  expect(seen).toEqual({ "committee 404": 2, "account 403": 1, "sign-in 429": 1 });
});

test("HC-AUZ-016: a burst raises one alert for a list, once a day at most, and only the portal itself tells it", async () => {
  await expect(tellRefusedAccess({ actor: visitor }, { list: "istio" })).rejects.toMatchObject({ kind: "not-allowed" });
  for (let turn = 1; turn <= 5; turn += 1) await tellRefusedAccess({ actor: worker }, { list: "istio" });
  expect(await db.select({ kind: alert.kind, list: alert.list }).from(alert)).toEqual([{ kind: "access-refused", list: "istio" }]);
  const emails = await db.$count(emailMessage);
  await db.update(alert).set({ closedAt: new Date(), closedBecause: "a scanner" });
  await tellRefusedAccess({ actor: worker }, { list: "istio" });
  expect(await db.$count(emailMessage)).toBe(emails);
});
