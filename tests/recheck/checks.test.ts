import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { checkMembers } from "@/lib/worker/tasks/check-members";
import { testDatabase } from "../setup/database";
import { admitted, asWorker, at, forget } from "./world";

const day = "2026-11-16";

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  await database().execute(sql`delete from graphile_worker._private_jobs`);
});

async function payloads<Payload>(task: string): Promise<readonly (Payload & { readonly minute: number })[]> {
  const { rows } = await database().execute<{ payload: Payload; minute: number }>(sql`
    select j.payload, extract(epoch from j.run_at - ${at(day).toISOString()}::timestamptz)::int / 60 as minute
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task} order by j.id`);
  return rows.map(({ payload, minute }) => ({ ...payload, minute }));
}

test("an opened re-check asks the automatic checks anew, by one job however many members", async () => {
  const globex = await admitted("Globex", { since: "2025-11-16" });
  const initech = await admitted("Initech", { since: "2025-11-16" });
  await admitted("Hooli", { since: "2026-11-01" });
  await openDueRechecks(asWorker(at(day)), { list: "istio", day });
  const [job, ...others] = await payloads<{ list: string; memberIds: string[] }>("check-members");
  expect(others).toEqual([]);
  expect({ list: job?.list, memberIds: job?.memberIds.toSorted() }).toEqual({
    list: "istio",
    memberIds: [globex.memberId, initech.memberId].sort(),
  });

  await openDueRechecks(asWorker(at(day, 6)), { list: "istio", day });
  expect(await payloads("check-members")).toHaveLength(1);
});

test("each check of a member has its own job; of few they run at once, of many over two hours", async () => {
  const { memberId } = await admitted("Globex", { since: "2025-11-16" });
  await checkMembers({ list: "istio", memberIds: [memberId] }, { now: at(day) });
  const names = ["mail-domain", "domain-ownership", "security-txt", "delivery", "look-alike", "sister-list"];
  expect(await payloads("check-evidence")).toEqual(names.map((name) => ({ memberId, name, because: "recheck", minute: 0 })));

  await database().execute(sql`delete from graphile_worker._private_jobs`);
  await checkMembers({ list: "istio", memberIds: Array.from({ length: 100 }, () => memberId) }, { now: at(day) });
  const jobs = await payloads("check-evidence");
  expect(jobs).toHaveLength(600);
  expect([0, 150, 300, 450, 599].map((index) => jobs[index]?.minute)).toEqual([0, 30, 60, 90, 119]);
});
