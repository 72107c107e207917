import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { appendAuditEvents } from "@/lib/audit/chain";
import { comparedColumns, type StatusFault, statusFaults } from "@/lib/views/status-columns";
import { asOwner, testDatabase } from "../setup/database";
import { makeWorld } from "../visibility/making";

/** What differs because the world puts some rows into the database directly, without events. */
let before: readonly StatusFault[];

beforeAll(async () => {
  await testDatabase();
  await makeWorld(new Date());
  await tellOfAppeals();
  before = await statusFaults();
}, 120_000);

/** The world's appeals have no event either; every column has to have a row that agrees with the trail. */
async function tellOfAppeals(): Promise<void> {
  const { rows } = await database().execute<{ removal: string }>(sql`select removal_id as removal from appeal`);
  const events = rows.map(({ removal }) => ({
    action: "appeal.filed" as const,
    at: new Date(),
    actorKind: "system" as const,
    actorId: "worker",
    actorRole: null,
    requestId: null,
    list: "istio",
    subjectKind: "removal",
    subjectId: removal,
    data: {},
  }));
  await database().transaction((tx) => appendAuditEvents(tx, events));
}

/** For each column what somebody with the rights of the owner may change in one row, and the id of a row to do it to. */
const byHand: Readonly<Record<string, readonly { readonly row: string; readonly change: string }[]>> = {
  "application.status": [
    { row: "select id from application where status = 'declined'", change: "update application set status = 'accepted'" },
    { row: "select id from application where status = 'information_requested'", change: "update application set status = 'submitted'" },
    { row: "select id from application where status = 'submitted'", change: "update application set status = 'information_requested'" },
    { row: "select id from application where status = 'submitted'", change: "update application set status = 'withdrawn'" },
  ],
  "member.left_on": [
    {
      row: "select m.id from member m join told t on t.id = m.id where left_on is null",
      change: "update member set left_on = '2026-01-31'",
    },
  ],
  "recheck.status": [
    { row: "select r.id from recheck r join told t on t.id = r.id where status = 'open'", change: "update recheck set status = 'passed'" },
  ],
  "removal.status": [
    {
      row: "select r.id from removal r join told t on t.id = r.id where status = 'proposed'",
      change: "update removal set status = 'stopped'",
    },
  ],
  "appeal.outcome": [
    { row: "select id from appeal where outcome is null", change: "update appeal set outcome = 'turned-down', decided_at = now()" },
  ],
  "alias_change.status": [
    {
      row: "select id from alias_change where status in ('asked', 'waiting', 'moving')",
      change: "update alias_change set status = 'stopped', stopped_at = now(), stopped_through = 'committee'",
    },
  ],
  "delivery_pause.ended_at": [
    { row: "select id from delivery_pause where ended_at is null", change: "update delivery_pause set ended_at = now()" },
  ],
  "committee_role.revoked_at": [
    {
      row: "select id from committee_role where revoked_at is null and role = 'chair'",
      change: "update committee_role set revoked_at = now()",
    },
    {
      row: "select id from committee_role where revoked_at is null and role = 'reviewer'",
      change: "update committee_role set role = 'chair'",
    },
    { row: "select id from committee_role where revoked_at is not null", change: "update committee_role set revoked_at = null" },
  ],
};

const told =
  "with told as (select subject_id as id from audit_event where action in ('member.admitted', 'recheck.opened', 'removal.proposed'))";

describe("a status that was changed outside the portal", () => {
  it("is found in every compared column", () => {
    expect(Object.keys(byHand)).toEqual(comparedColumns);
  });

  it.each(Object.entries(byHand).flatMap(([column, changes]) => changes.map((each) => ({ column, ...each }))))(
    "is found in $column: $change",
    async ({ column, row, change }) => {
      const { rows } = await database().execute<{ id: string }>(sql.raw(`${told} ${row} limit 1`));
      const [{ id } = { id: "none" }] = rows;
      const table = column.split(".")[0];
      await asOwner(`create table kept_row as select * from ${table} where id = '${id}'; ${change} where id = '${id}'`);
      const found = await statusFaults();
      const columns = Object.keys((await database().execute(sql.raw(`select * from ${table} where id = '${id}'`))).rows[0] ?? {});
      await asOwner(
        `update ${table} t set ${columns.map((each) => `"${each}" = k."${each}"`).join(", ")} from kept_row k where t.id = k.id; drop table kept_row`,
      );
      const known = new Set(before.map((fault) => JSON.stringify(fault)));
      expect(found.filter((fault) => !known.has(JSON.stringify(fault))).map((fault) => fault.column)).toEqual([column]);
      expect(await statusFaults()).toEqual(before);
    },
  );

  it("is found where a row was put in without any event", async () => {
    expect(before.filter(({ told: said }) => said === null).map(({ column }) => column)).toContain("member.left_on");
  });

  it("is found however the rows are divided into batches", async () => {
    expect(await statusFaults(3)).toEqual(before);
  });
});
