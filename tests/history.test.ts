import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { verifyChain } from "@/lib/audit/verify";
import { readRoster } from "@/lib/evidence/roster/read";
import { operator } from "@/lib/kernel/actor";
import { whatIfOn } from "@/lib/recheck/queries/what-if";
import { rosterMarkdown } from "@/lib/roster/markdown";
import { wholeRoster } from "@/lib/roster/queries";
import { statusFaults } from "@/lib/views/status-columns";
import { type HistoryEvent, history } from "./history/events";
import { historyList } from "./history/list";
import { areAnnounced, areRemoved, changesAlias, changesName, isAdmitted, leaves, takeRoles } from "./history/replay";
import { testDatabase } from "./setup/database";
import { type SimulatedWorker, simulatedWorker } from "./setup/simulated-worker";

/** The list of the history is hosted beside the others: a list is data. */
vi.mock("@/lists", async (original) => {
  const lists = await original<typeof import("@/lists")>();
  const { historyList: ours } = await import("./history/list");
  return { ...lists, allLists: [...lists.allLists, ours], hostedLists: () => [...lists.hostedLists(undefined), ours] };
});

const removals = history.events.filter((event) => event.what === "removed");
const announcement = history.events.find((event) => event.what === "criteria-announced");

describe("the public history of the Istio list, by the portal's own commands", () => {
  let work: SimulatedWorker;

  beforeAll(async () => {
    const { url } = await testDatabase();
    work = await simulatedWorker(url);
    await takeRoles("2019-04-01");
  });

  /** What was removed on one day was removed in one act. */
  const happens: Readonly<Record<HistoryEvent["what"], (event: never) => Promise<void>>> = {
    admitted: isAdmitted,
    "alias-changed": (event: Of<"alias-changed">) => changesAlias(event, work),
    "criteria-announced": areAnnounced,
    removed: async ({ on }: Of<"removed">) => {
      const organizations = removals.filter((event) => event.on === on).map(({ organization }) => organization);
      if (organizations.length > 0 && (await namesNow()).includes(organizations[0] ?? ""))
        await areRemoved({ on, organizations, criteria: announcement?.criteria ?? [] }, work);
    },
    renamed: (event: Of<"renamed">) => changesName(event, work),
    merged: (event: Of<"merged">) => changesName(event, work),
    left: (event: Of<"left">) => leaves(event, work),
  };

  for (const [index, event] of history.events.entries()) {
    it(`${event.on}: ${sentence(event)}`, async () => {
      await happens[event.what](event as never);
    });
    if (event.what === "criteria-announced") {
      it(`${event.on}: asked who would no longer qualify on ${event.since}, names exactly those that left then`, async () => {
        const { noLongerQualify } = (await whatIfOn(operator, historyList, { on: event.since })) ?? { noLongerQualify: [] };
        expect(noLongerQualify.map((each) => ("organization" in each ? each.organization : each))).toEqual(
          removals.filter(({ on }) => on === event.since).map(({ organization }) => organization),
        );
      });
    }
    const copy = history.copies.find(({ commit }) => "commit" in event && commit === event.commit);
    const isLastOfCommit = !history.events.slice(index + 1).some((later) => "commit" in later && later.commit === copy?.commit);
    if (copy && isLastOfCommit) {
      it(`${copy.on}: roster.md names the ${copy.members.length} organizations and addresses of copy ${copy.commit}`, async () => {
        const { members, notes } = readRoster(rosterMarkdown(historyList, await wholeRoster(historyList)), "roster.md");
        expect(notes).toEqual([]);
        expect(rows(members)).toEqual(rows(copy.members.map(({ organization, address }) => ({ organization, email: address }))));
      });
    }
  }

  it("keeps the days of those who only changed their name", async () => {
    const { rows: kept } = await database().execute<{ name: string; since: string }>(
      "select name, since_on as since from member where name in ('F5 Networks', 'Broadcom') order by name",
    );
    expect(kept).toEqual([
      { name: "Broadcom", since: "2020-06-29" },
      { name: "F5 Networks", since: "2019-05-14" },
    ]);
  });

  it("leaves a valid trail, and every status agrees with it", async () => {
    expect(await verifyChain()).toMatchObject({ ok: true });
    expect(await statusFaults()).toEqual([]);
  });

  const namesNow = async () => (await wholeRoster(historyList)).map(({ organization }) => organization);
});

const originals = new URL("../../shared/data/", import.meta.url);

describe(`the copies as they were published (${existsSync(originals) ? history.copies.length : 0} of ${history.copies.length} are beside the project)`, () => {
  it.skipIf(!existsSync(originals)).each(history.copies)("$commit has the rows that our facts have", ({ commit, members }) => {
    const file = new URL(`istio-members-${commit}.md`, originals);
    const read = readRoster(readFileSync(file, "utf8"), file.pathname);
    expect(read.members).toEqual(members.map(({ organization, address }) => ({ organization, email: address })));
  });
});

type Of<What extends HistoryEvent["what"]> = Extract<HistoryEvent, { what: What }>;

function rows(members: readonly { organization: string | null; email: string | null }[]): readonly string[] {
  return members.map(({ organization, email }) => `${organization} ${email}`).sort();
}

function sentence(event: HistoryEvent): string {
  switch (event.what) {
    case "criteria-announced":
      return `${event.criteria.join(" and ")} are announced for ${event.since}`;
    case "renamed":
    case "merged":
      return `${event.organization} becomes ${event.name}`;
    case "alias-changed":
      return `${event.organization} is reached at another address`;
    case "admitted":
      return `${event.organization} is admitted`;
    case "removed":
      return `${event.organization} is removed`;
    case "left":
      return `${event.organization} leaves`;
  }
}
