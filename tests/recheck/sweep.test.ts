import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { remindRuleChange } from "@/lib/recheck/commands/remind-rule-change";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { aliasResponsePicture, boardCounts, healthPicture, recheckBoard } from "@/lib/recheck/queries/board";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { runRechecksOfDay } from "@/lib/worker/rechecks-of-day";
import { morningSweep } from "@/lib/worker/sweep";
import { istio } from "@/lists/istio";
import { committeeMember } from "../application/world";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { admitted, allArrive, asWorker, at, forget, opened, personOf, reacts, recheckOf, say, scheduleOf, signedIn } from "./world";

const first = "2026-11-16";

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await forget();
  await database().execute(sql`delete from sweep`);
  await database().execute(sql`delete from graphile_worker._private_jobs`);
});

/** Jobs of re-checks that wait, as "task payload", sorted. */
async function jobs(): Promise<readonly string[]> {
  const { rows } = await database().execute<{ task: string; payload: Record<string, unknown> }>(sql`
    select t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier in ('open-due-rechecks', 'step-recheck', 'test-alias-response', 'tell-rule-change', 'remind-rule-change', 'close-rule-changes')`);
  return rows.map(({ task, payload }) => `${task} ${JSON.stringify(payload)}`).sort();
}

test("HC-CON-006 the sweep of a day asks once for what is due, however often it runs", async () => {
  const globex = await admitted("Globex", { since: "2025-11-17" });
  await admitted("Hooli", { since: "2026-11-01" });
  await morningSweep(at(first));
  expect(await jobs()).toEqual([]);
  const day = "2026-11-17";
  await readyToRace();
  await Promise.all([morningSweep(at(day)), morningSweep(at(day))]);
  await morningSweep(at(day, 20));
  expect(await jobs()).toEqual([`open-due-rechecks {"list":"istio","day":"${day}"}`]);
  await openDueRechecks(asWorker(at(day)), { list: "istio", day });
  await database().execute(sql`delete from graphile_worker._private_jobs`);

  const { id, nextCheckOn } = await recheckOf(globex);
  await morningSweep(at("2026-11-18"));
  expect((await jobs()).filter((job) => job.startsWith("step"))).toEqual([]);
  await morningSweep(at(nextCheckOn));
  expect((await jobs()).filter((job) => job.startsWith("step"))).toEqual([`step-recheck {"recheckId":"${id}","day":"${nextCheckOn}"}`]);
});

test("rule changes are announced, reminded of on the days that are due, and checked from the day they take effect, each once a day", async () => {
  const globex = await admitted("Globex", { since: "2021-06-01", nextRecheckOn: "2030-01-01" });
  const payload = { list: "istio", criterion: "envoy-list", version: "2022-02-14" };
  const about = (task: string, criterion: string) => `${task} ${JSON.stringify({ ...payload, criterion })}`;
  const both = (task: string) => [about(task, "envoy-list"), about(task, "working-group")];
  const swept = async (day: string) => {
    await database().execute(sql`delete from graphile_worker._private_jobs`);
    await readyToRace();
    await Promise.all([morningSweep(at(day)), morningSweep(at(day))]);
    return jobs();
  };
  expect(await swept("2021-11-17")).toEqual(both("tell-rule-change"));
  for (const criterion of ["envoy-list", "working-group"]) await tellRuleChange(asWorker(at("2021-11-17")), { ...payload, criterion });
  expect(await swept("2021-11-18")).toEqual(both("tell-rule-change")); // nobody is to be looked at
  expect(await swept("2021-11-19")).toEqual([...both("remind-rule-change"), ...both("tell-rule-change")]);
  await allArrive();
  await remindRuleChange(asWorker(at("2021-11-19")), payload);
  expect(await swept("2021-12-30")).toEqual([about("remind-rule-change", "working-group"), ...both("tell-rule-change")]);
  expect(await swept("2021-12-31")).toEqual([...both("remind-rule-change"), ...both("tell-rule-change")]);
  expect(await swept("2022-02-14")).toEqual([`close-rule-changes ${JSON.stringify({ memberId: globex.memberId, day: "2022-02-14" })}`]);
});

test("more than one batch is opened completely, each member once, and the schedule is walked in order", async () => {
  await database().execute(sql`
    with org as (insert into organization (name, created_at) select 'Org ' || n, now() from generate_series(1, 2345) n returning id, name)
    insert into member (list, organization_id, name, since_on, next_recheck_on, created_at)
    select 'istio', id, name, '2025-01-01', date '2026-11-01' + (length(name) % 3), now() from org`);
  let after: { on: string; id: string } | undefined;
  let total = 0;
  for (let batches = 1; ; batches += 1) {
    const opened = await openDueRechecks(asWorker(at(first)), { list: "istio", day: first, ...(after && { after }) });
    total += opened;
    const { rows } = await database().execute<{ after: { on: string; id: string } | null }>(sql`
      delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'open-due-rechecks' returning (j.payload::jsonb) -> 'after' as after`);
    if (rows[0]?.after == null) {
      expect(batches).toBe(3);
      break;
    }
    after = rows[0].after;
  }
  expect(total).toBe(2345);
  const { rows } = await database().execute<{ members: number; references: number; traces: number }>(sql`
    select count(distinct member_id)::int as members, count(distinct reference)::int as references,
      (select count(*)::int from audit_event where action = 'recheck.opened' and subject_id in (select id from recheck)) as traces from recheck`);
  expect(rows).toEqual([{ members: 2345, references: 2345, traces: 2345 }]);
});

test("the committee's board names who is overdue and whom to call, page by page, and hides what a member of it recused from", async () => {
  await admitted("Globex", { since: "2025-11-16" });
  await admitted("Initech", { since: "2025-11-16", people: [["ian", "primary"]] });
  await admitted("Hooli", { since: "2026-06-01" });
  await committeeMember("ravi@committee.example", "reviewer");
  await committeeMember("rev@initech.example", "reviewer");
  const { actor: ravi } = await signedIn("ravi@committee.example");
  const { actor: rev } = await signedIn("rev@initech.example");
  await opened(first);
  expect(await boardCounts(ravi, istio, "2026-12-16")).toEqual({ overdue: 0, answered: 0, due: 2, fine: 1 });
  expect(await boardCounts(ravi, istio, "2026-12-17")).toEqual({ overdue: 2, answered: 0, due: 0, fine: 1 });
  const board = await recheckBoard(ravi, istio, { tab: "overdue", today: "2026-12-17" });
  expect(board?.rows.map((row) => (row.recused ? row.reference : `${row.organization}: ${row.people[0]?.email}`)).sort()).toEqual([
    "Globex: gus@globex.example",
    "Initech: ian@initech.example",
  ]);
  const theirs = await recheckBoard(rev, istio, { tab: "overdue", today: "2026-12-17" });
  expect(theirs?.rows.filter(({ recused }) => recused)).toEqual([
    { recused: true, reference: expect.stringMatching(/^2026-00[12]$/), organization: "Initech" },
  ]);
  expect(JSON.stringify(theirs)).not.toContain("initech.example");
  expect((await recheckBoard(ravi, istio, { tab: "due", today: "2026-12-17" }))?.rows).toEqual([]);
});

test("pictures count what ended, late and failed apart from in time", async () => {
  const members = [];
  for (const name of ["Aa", "Bb", "Cc"]) members.push(await admitted(name, { people: [] }));
  await committeeMember("ravi@committee.example", "reviewer");
  const { actor: ravi } = await signedIn("ravi@committee.example");
  await opened(first);
  const [aa, bb] = members;
  if (!aa || !bb) throw new Error("no members");
  await reacts(aa, at("2026-11-17"));
  await database().execute(sql`update recheck set status = 'passed', answered_at = '2026-11-20' where member_id = ${aa.memberId}`);
  await database().execute(sql`update recheck set status = 'passed', answered_at = '2026-12-20' where member_id = ${bb.memberId}`);
  const { quarters, members: rows } = await healthPicture(ravi, istio, "2026-12-31");
  expect(quarters.at(-1)).toBe("2026-Q4");
  expect(rows.map(({ name, cells }) => [name, cells.at(-1)])).toEqual([
    ["Aa", "passed"],
    ["Bb", "late"],
    ["Cc", "open"],
  ]);
  expect(await aliasResponsePicture(ravi, istio, "2026-12-31")).toEqual([{ askedOn: first, minutes: 1440 }]);
});

test("HC-TIM-003 a member of a leap day is asked once a year, on 28 February, and leap days, year ends and clock changes shift nothing", async () => {
  const leap = await admitted("Leap", { since: "2024-02-29", people: [["lee", "primary"]], nextRecheckOn: "2025-02-28" });
  const openedOn: string[] = [];
  for (const year of ["2025", "2026", "2027", "2028"]) {
    for (const day of [`${year}-01-01`, `${year}-02-27`, `${year}-02-28`, `${year}-03-29`, `${year}-10-25`, `${year}-12-31`]) {
      const done = await runRechecksOfDay([istio], { day, now: at(day) });
      if (done.opened === 0) continue;
      openedOn.push(day);
      await reacts(leap, at(day, 9));
      await say(leap, { who: "lee", now: at(day, 10) });
      const { id, version } = await recheckOf(leap);
      expect(await answerRecheck(await personOf(leap, "lee", at(day, 10)), { recheckId: id, version, truth: "yes" })).toBe("passed");
    }
  }
  expect(openedOn).toEqual(["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28"]);
  expect(await scheduleOf(leap)).toBe("2029-02-28");
});
