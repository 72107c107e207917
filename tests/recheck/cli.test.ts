import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { list } from "@/lib/cli/list";
import { recheck } from "@/lib/cli/recheck";
import { UsageError } from "@/lib/cli/verb";
import { testDatabase } from "../setup/database";
import { admitted, forget } from "./world";

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  await admitted("Globex");
  await admitted("Initech", { since: "2021-06-01", nextRecheckOn: "2030-01-01" });
});

const run = (options: Record<string, string>) => recheck.run?.run({ words: [], options });
const whatIf = (options: Record<string, string>) => list["what-if"]?.run({ words: [], options });

test("portal recheck run does what is due on a day, once, and reports it", async () => {
  const first = await run({ today: "2026-11-16", list: "istio" });
  expect(first?.text).toBe("opened: 1\nasked: 1");
  expect(first?.json).toMatchObject({ today: "2026-11-16", opened: 1, reminded: 0, expired: 0 });
  expect((await run({ today: "2026-11-16" }))?.text).toBe("No action needed.");
});

test("what it writes today bears the moment at which it was written", async () => {
  vi.useFakeTimers({ now: new Date("2026-11-16T02:00:00Z"), toFake: ["Date"] });
  try {
    await run({ today: "2026-11-16", list: "istio" });
  } finally {
    vi.useRealTimers();
  }
  const { rows } = await database().execute(sql`select distinct created_at = '2026-11-16T02:00:00Z' as so from email`);
  expect(rows).toEqual([{ so: true }]);
});

test("it wants a day", async () => {
  await expect(run({})).rejects.toThrow(UsageError);
  await expect(run({ today: "tomorrow" })).rejects.toThrow("--today must be a day like 2026-12-04.");
  await expect(run({ today: "2026-11-16", list: "nowhere" })).rejects.toThrow(UsageError);
});

test("portal list what-if names who would no longer qualify, and why, and changes nothing", async () => {
  const output = await whatIf({ list: "istio", on: "2022-02-14" });
  const initech = { organization: "Initech", criteria: ["envoy-list", "working-group"] };
  expect(output?.json).toEqual({ on: "2022-02-14", noLongerQualify: [initech], met: 1, withoutEvidence: [initech] });
  expect(output?.text).toBe(
    "On 2022-02-14: 1 would still qualify, 1 would not.\nInitech: Envoy early disclosure list (no evidence yet), Working group participant (no evidence yet)",
  );
  expect((await whatIf({ list: "istio", on: "2022-02-13" }))?.json).toEqual({
    on: "2022-02-13",
    noLongerQualify: [],
    met: 2,
    withoutEvidence: [],
  });
  await expect(whatIf({ list: "istio", on: "soon" })).rejects.toThrow(UsageError);
});
