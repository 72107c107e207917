import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { roster } from "@/lib/cli/roster";
import { visitor } from "@/lib/kernel/actor";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { memberForCommittee } from "@/lib/views/member";
import { committeeMembers, type MemberFilter, memberCounts } from "@/lib/views/members";
import { istio } from "@/lists/istio";
import { committeeMember } from "../application/world";
import { type Admitted, admitted, type Committee, committee, day, monday, signedIn } from "../member/world";
import { proposed } from "../removal/world";
import { testDatabase } from "../setup/database";

let who: Committee;
let globex: Admitted;

beforeAll(async () => {
  await testDatabase();
  who = await committee();
  for (const name of ["umbrella", "Acme", "initech", "Hooli", "Mesh"])
    await admitted(name, { people: [], ...(name === "Mesh" && { alias: "security@mesh.example" }) });
  globex = await admitted("Globex");
  await proposed(globex, who.cora);
  await proposed(await admitted("Stark", { people: [] }), who.cora);
  const [mesh, gone] = [await memberId("Mesh"), await memberId("umbrella")];
  await pauseDelivery(await signedIn(who.cora.email), { member: await memberId("Hooli"), reason: "Other name servers" });
  await pauseDelivery(await signedIn(who.cora.email), { member: mesh, reason: "Other name servers" });
  await database().execute(sql`update member set left_on = '2026-10-01' where id = ${gone}`);
});

async function memberId(name: string): Promise<string> {
  const { rows } = await database().execute<{ id: string }>(sql`select id from member where name = ${name}`);
  return rows[0]?.id ?? "";
}

const page = async (email: string, more: { filter?: MemberFilter; find?: string; cursor?: string; limit?: number } = {}) =>
  committeeMembers((await signedIn(email)).actor, istio, { filter: "all", today: day(monday), now: monday, ...more });
const names = async (email: string, more: Parameters<typeof page>[1] = {}) => (await page(email, more))?.rows.map(({ name }) => name);

describe("the members of a list", () => {
  test("are sorted by name, ignoring case, without those that left", async () => {
    expect(await names(who.cora.email)).toEqual(["Acme", "Globex", "Hooli", "initech", "Mesh", "Stark"]);
  });

  test("are paged by key: each once, none left out", async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 5; pages += 1) {
      const view = await page(who.cora.email, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...(view?.rows.map(({ name }) => name) ?? []));
      if (!view?.next) break;
      cursor = view.next;
    }
    expect(seen).toEqual(["Acme", "Globex", "Hooli", "initech", "Mesh", "Stark"]);
    expect(await names(who.cora.email, { cursor: "not a cursor", limit: 1 })).toEqual(["Acme"]);
  });

  test.each<[MemberFilter, readonly string[]]>([
    ["removal", ["Globex", "Stark"]],
    ["paused", ["Hooli", "Mesh"]],
    ["left", ["umbrella"]],
    ["recheck", []],
  ])("are filtered: %s", async (filter, expected) => {
    expect(await names(who.cora.email, { filter })).toEqual(expected);
  });

  test("are found by a part of the name, wildcards taken as emails", async () => {
    expect(await names(who.cora.email, { find: "LOB" })).toEqual(["Globex"]);
    expect(await names(who.cora.email, { find: "%" })).toEqual([]);
  });

  test("are counted by filter", async () => {
    expect(await memberCounts((await signedIn(who.cora.email)).actor, istio)).toEqual({
      all: 6,
      recheck: 0,
      removal: 2,
      paused: 2,
      left: 1,
    });
    expect(await memberCounts(visitor, istio)).toBeNull();
  });

  test("show only the name with a conflict of interest, and nothing where the list was filtered", async () => {
    const view = await page(who.rita.email); // rita@mesh.example
    expect(view?.rows.find(({ name }) => name === "Mesh")).toEqual({ view: "recused", memberId: await memberId("Mesh"), name: "Mesh" });
    expect(await names(who.rita.email, { filter: "paused" })).toEqual(["Hooli"]);
    expect(await memberForCommittee((await signedIn(who.rita.email)).actor, istio, await memberId("Mesh"), day(monday))).toEqual({
      view: "recused",
      memberId: await memberId("Mesh"),
      name: "Mesh",
    });
  });

  test("show standing, flags and people to the committee, dates to administrators, addresses to a chair who just signed in", async () => {
    const ann = await committeeMember("ann@committee.example", "administrator");
    const one = async (email: string) => (await page(email, { find: "Globex" }))?.rows[0];
    const summary = {
      memberId: globex.memberId,
      name: "Globex",
      since: "2025-11-16",
      leftOn: null,
      nextRecheckOn: "2026-11-16",
      openRecheck: null,
      standing: "re-check due",
    };
    expect(await one(ann.email)).toEqual({ view: "summary", ...summary });
    expect(await one(who.raj.email)).toMatchObject({
      view: "full",
      ...summary,
      aliases: [{ address: null, domain: "globex.example" }],
      representative: "Gus of Globex",
    });
    expect(await one(who.cora.email)).toMatchObject({ aliases: [{ address: "security@globex.example" }] });
    expect(await memberForCommittee((await signedIn(who.cora.email)).actor, istio, "nobody", day(monday))).toBeNull();
  });
});

test("the page of a member names its open alerts to those who may read it all, the newest first", async () => {
  const stark = await memberId("Stark");
  const raised = async (kind: string, days: number, closed = false) =>
    database().execute(sql`
      insert into alert (list, member_id, kind, sentence, raised_at, closed_at, closed_by, closed_because)
      select 'istio', ${stark}::uuid, ${kind}, 'Look at it.', ${monday.toISOString()}::timestamptz + make_interval(days => ${days}::int),
        case when ${closed} then now() end, case when ${closed} then ${who.cora.personId}::uuid end, case when ${closed} then 'Looked at it' end`);
  await raised("mail-gone", 1);
  await raised("domain-gone", 2, true);
  await raised("emails-bounce", 3);
  const view = await memberForCommittee((await signedIn(who.raj.email)).actor, istio, stark, day(monday));
  expect(view?.view === "full" && view.open.alerts.map(({ kind }) => kind)).toEqual(["emails-bounce", "mail-gone"]);
  const ann = await committeeMember("adam@committee.example", "administrator");
  expect(JSON.stringify(await memberForCommittee(ann, istio, stark, day(monday)))).not.toContain("mail-gone");
});

describe("portal roster", () => {
  const run = (verb: "plan" | "mark-applied", options: Record<string, string> = {}) =>
    roster[verb]?.run({ words: [], options: { list: "istio", ...options } });

  test("plan names every address, removals first, and says what to do next; mark-applied says what it did", async () => {
    const output = await run("plan");
    expect(output?.json).toEqual({
      list: "istio",
      plan: 1,
      add: ["acme", "globex", "hooli", "initech", "mesh", "stark"].map((each) => `security@${each}.example`), // nobody confirmed the pauses
      remove: [],
    });
    expect(output?.text.split("\n").at(-1)).toBe("Once it is done: portal roster mark-applied --list istio --plan 1");
    expect((await run("mark-applied", { plan: "1", as: who.cora.email }))?.text).toBe("Plan 1 is applied: 6 added, 0 removed.");
    expect((await run("mark-applied", { plan: "1" }))?.text).toBe("Plan 1 has already been marked as applied. Nothing was changed.");
    expect((await run("plan"))?.json).toEqual({ list: "istio", plan: null });
    await expect(run("mark-applied", { plan: "7" })).rejects.toThrow("This list has no plan 7.");
    await expect(run("mark-applied")).rejects.toThrow("--plan is missing.");
  });
});
