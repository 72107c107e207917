import { performance } from "node:perf_hooks";
import { beforeAll, expect, test } from "vitest";
import { fill } from "@/bench/world";
import type { Person } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { committeeQueue, queueTabs } from "@/lib/review/queries/queue";
import { rosterPage, wholeRoster } from "@/lib/roster/queries";
import { personByEmail } from "@/lib/views/actors";
import { committeeMembers, memberFilters } from "@/lib/views/members";
import { morningSweep } from "@/lib/worker/sweep";
import { istio } from "@/lists/istio";
import { testDatabase } from "./setup/database";

const size = { applications: 100_000, waiting: 100, members: 10_000, drafts: 0 } as const;
const now = new Date();
const today = dayOf(now);
let chair: Person;

beforeAll(async () => {
  const { ownerUrl } = await testDatabase();
  await fill(ownerUrl, size);
  const found = await personByEmail("chair@meshproject.example");
  if (found === null) throw new Error("The world has no chair");
  chair = { ...found, signedInAt: now };
}, 600_000);

/** The best of at most five tries, in milliseconds, and no more tries than needed. The first prepares the statements of its connection. */
async function fastest(run: () => Promise<unknown>, enough: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let left = 5; left > 0 && best >= enough; left -= 1) {
    const begun = performance.now();
    await run();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

const pages: Readonly<Record<string, () => Promise<unknown>>> = {
  ...Object.fromEntries(queueTabs.map((tab) => [`applications, ${tab}`, () => committeeQueue(chair, istio, { tab, today })])),
  "applications, searched": () => committeeQueue(chair, istio, { tab: "decided", today, q: "Organization 99" }),
  ...Object.fromEntries(
    memberFilters.map((filter) => [`members, ${filter}`, () => committeeMembers(chair, istio, { filter, today, now })]),
  ),
  "members, searched": () => committeeMembers(chair, istio, { filter: "all", find: "Organization 105", today, now }),
  "the public roster": () => rosterPage(istio),
  "the public roster, searched": () => rosterPage(istio, { find: "105" }),
};

test.each(Object.entries(pages))(
  "HC-LOD-003: with 100,000 applications and 10,000 members a page of %s takes less than a second",
  async (_, page) => {
    expect(await fastest(page, 1_000)).toBeLessThan(1_000);
  },
);

test("HC-LOD-003: the whole roster takes less than 100 MB, and holds every member once", async () => {
  const before = process.memoryUsage().rss;
  const entries = await wholeRoster(istio);
  expect(new Set(entries.map(({ organization }) => organization)).size).toBe(size.members);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

test("HC-LOD-003: the sweep of a morning is done within its window", async () => {
  const begun = performance.now();
  await morningSweep(now);
  expect(performance.now() - begun).toBeLessThan(60_000);
});
