import { readFileSync } from "node:fs";
import { Logger, run } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { closeDatabase, database, openDatabase } from "@/db/client";
import { onServer } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { knownMigrations } from "@/db/migrations";
import { domainsLike } from "@/lib/alias/commands/domains-like";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { trailProtection } from "@/lib/audit/protection";
import { verifyChain } from "@/lib/audit/verify";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { renamePerson } from "@/lib/identity/commands/rename-person";
import { type Person, visitor, worker } from "@/lib/kernel/actor";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { criterionStandings } from "@/lib/member/standing";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { committeeQueue } from "@/lib/review/queries/queue";
import { wholeRoster } from "@/lib/roster/queries";
import { rosterPlanFor } from "@/lib/roster/queries/plan";
import { personByEmail } from "@/lib/views/actors";
import { committeeMembers } from "@/lib/views/members";
import { applicationForApplicant } from "@/lib/views/own-application";
import { statusFaults } from "@/lib/views/status-columns";
import { istio } from "@/lists/istio";
import { everything, migrateTo, type Row, renamed } from "./earlier";

const { admin, application } = inject("server");
const name = "upgraded";
const url = Object.assign(new URL(admin), { pathname: `/${name}` }).href;
const written = readFileSync(new URL("./version-0.1.sql", import.meta.url), "utf8");
/** The hash with which the trail of version 0.1 ended, as its operator noted it. */
const notedHash = "aeaedfd2d02b1b724d0bc6256da92354c315fbd941012f60805a41627ad9e91b";
const [today, now] = ["2026-05-04", new Date("2026-05-04T12:00:00Z")] as const;

let before: ReadonlyMap<string, readonly Row[]>;

beforeAll(async () => {
  await onServer(admin, (client) => client.query(`create database ${name}`));
  await migrateTo(url, "0001");
  await onServer(url, (client) => client.query(written));
  before = await everything(url);
  await migrate(url);
  await openDatabase(url);
});
afterAll(async () => {
  await closeDatabase();
  await onServer(admin, (client) => client.query(`drop database ${name} with (force)`));
});

async function added(table: string, ...columns: readonly string[]): Promise<readonly Row[]> {
  const { rows } = await onServer(url, (client) => client.query<Row>(`select distinct ${columns.join(", ")} from ${table} order by 1`));
  return rows;
}

async function person(email: string): Promise<Person> {
  const found = await personByEmail(email);
  if (found === null) throw new Error(`Nobody has the address ${email}`);
  return { ...found, signedInAt: now };
}

describe("a database of version 0.1", () => {
  test("held a member, an application, emails and a trail, and went through every migration since", async () => {
    expect(Object.fromEntries([...before].map(([table, rows]) => [table, rows.length]))).toMatchObject({
      application: 2,
      audit_event: 88,
      letter: 15,
      member: 1,
      contact_alias: 1,
    });
    const { rows } = await onServer(url, (client) => client.query("select count(*)::int as count from drizzle.__drizzle_migrations"));
    expect(rows[0].count).toBe(knownMigrations().length);
    expect(knownMigrations().length).toBeGreaterThan(3);
  });

  test("keeps every row as it was", async () => {
    const after = await everything(url);
    for (const [name, rows] of before) {
      const table = renamed.get(name) ?? name;
      const columns = Object.keys(rows[0] ?? {});
      const now = (column: string) => renamed.get(`${table}.${column}`) ?? column;
      const kept = (after.get(table) ?? []).map((row) => Object.fromEntries(columns.map((column) => [column, row[now(column)]])));
      expect(kept.map((row) => JSON.stringify(row)).sort(), table).toEqual(rows.map((row) => JSON.stringify(row)).sort());
    }
  });

  test("has in its new columns what was true before there were any", async () => {
    const [globex, acme] = ["2026-001", "2026-002"];
    expect(
      await added(
        "alias_check k join application a on a.id = k.application_id",
        "k.reference",
        "k.subject_kind",
        "k.subject_id = a.id as its_own",
        "k.member_id",
      ),
    ).toEqual([
      { reference: globex, subject_kind: "application", its_own: true, member_id: null },
      { reference: acme, subject_kind: "application", its_own: true, member_id: null },
    ]);
    expect(await added("email", "delivered_at", "bounced_at", "complained_at", "suppressed_at")).toEqual([
      { delivered_at: null, bounced_at: null, complained_at: null, suppressed_at: null },
    ]);
    expect(await added("member_answer", "verdict", "verdict_reason", "verdict_by", "verdict_at")).toEqual([
      { verdict: null, verdict_reason: null, verdict_by: null, verdict_at: null },
    ]);
    expect(await domainsLike(database(), { list: "istio", hosts: ["globex.example"] })).toEqual(["globex.example"]);
  });

  test("has the confusable skeleton of each name, also after a start that ended before it was stored", async () => {
    const skeletons = async () => [
      ...(await added("application", "organization_name as name", "name_skeleton as look")),
      ...(await added("member", "name", "name_skeleton as look")),
    ];
    const expected = (await skeletons()).map(({ name }) => ({ name, look: nameSkeleton(String(name)) }));
    expect(expected.length).toBeGreaterThan(2);
    expect(await skeletons()).toEqual(expected);
    await onServer(url, (client) => client.query("update member set name_skeleton = null; update application set name_skeleton = null"));
    await migrate(url);
    expect(await skeletons()).toEqual(expected);
  });

  test("has the trail that its operator noted", async () => {
    expect(await verifyChain()).toEqual({ ok: true, events: 88, lastHash: notedHash });
    expect(await statusFaults()).toEqual([]);
  });
});

describe("on it the portal goes on", () => {
  test("for the committee", async () => {
    const carol = await person("carol@meshproject.example");
    expect((await committeeMembers(carol, istio, { filter: "all", today, now }))?.rows).toMatchObject([
      { view: "full", name: "Globex", since: "2026-02-06", leftOn: null, standing: "member", representative: "Gwen Park" },
    ]);
    expect((await committeeQueue(carol, istio, { tab: "decided", today }))?.items).toMatchObject([{ reference: "2026-001" }]);
    expect((await rosterPlanFor(carol, istio, now))?.behind).toEqual([]);
  });

  test("for the public, the member and the applicant", async () => {
    expect(await wholeRoster(istio)).toEqual([{ organization: "Globex", since: "2026-02-06", address: null }]);
    const [membership] = await membershipsOf(await person("gwen@globex.example"), "istio");
    expect(membership).toMatchObject({ name: "Globex", role: "primary", aliases: [{ address: "security@globex.example" }] });
    expect(criterionStandings(istio, membership?.facts ?? ({} as never), today).map(({ state }) => state)).toEqual(
      Array.from({ length: 7 }, () => "met"),
    );
    expect(await applicationForApplicant(await person("ada@acme.example"), "2026-002")).toMatchObject({
      organization: "Acme",
      status: "draft",
    });
  });

  test("with a link that was mailed before, and a re-check that is due after; the trail goes on", async () => {
    const { rows } = await onServer(url, (client) =>
      client.query("select data ->> 'token' as token from email where kind = 'alias-check' and recipient = 'security@acme.example'"),
    );
    await answerAliasCheck({ actor: visitor, now }, { token: rows[0].token, name: "Product security team", organization: "Acme" });
    await openDueRechecks({ actor: worker, now: new Date("2027-02-10T05:15:00Z") }, { list: "istio", day: "2027-02-10" });
    expect(await added("recheck r join member m on m.id = r.member_id", "m.name", "r.status")).toEqual([
      { name: "Globex", status: "open" },
    ]);
    const verdict = await verifyChain();
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.ok && verdict.events).toBeGreaterThan(88);
  });
});

describe("when it gets a second role", () => {
  const applicationUrl = Object.assign(new URL(application), { pathname: `/${name}` }).href;
  beforeAll(async () => {
    expect(await trailProtection()).toBe("not protected against changes by the portal's own database role");
    await migrate(url, applicationUrl);
    await openDatabase(applicationUrl);
  });

  test("the trail is protected, and only read and appended", async () => {
    expect(await trailProtection()).toBe("protected");
    for (const statement of ["update audit_event set action = action", "delete from audit_event", "truncate audit_event"])
      await expect(onServer(applicationUrl, (client) => client.query(statement))).rejects.toMatchObject({ code: "42501" });
    await expect(onServer(applicationUrl, (client) => client.query("alter table audit_event disable trigger user"))).rejects.toThrow();
    await expect(
      onServer(applicationUrl, (client) =>
        client.query("create or replace function audit_field(value text) returns text language sql as $$ select '' $$"),
      ),
    ).rejects.toThrow();
  });

  test("the portal and its queue go on, and the trail is whole", async () => {
    await openDueRechecks({ actor: worker, now: new Date("2027-02-10T05:15:00Z") }, { list: "istio", day: "2027-02-10" });
    await renamePerson({ actor: await person("ada@acme.example"), now }, { name: "Ada of Acme" });
    const queue = await run({ connectionString: applicationUrl, taskList: {}, noHandleSignals: true, logger: new Logger(() => () => {}) });
    await queue.stop();
    const { rows } = await onServer(applicationUrl, (client) =>
      client.query("select count(*)::int as count from graphile_worker._private_jobs"),
    );
    expect(rows[0].count).toBeGreaterThan(0);
    expect(await verifyChain()).toMatchObject({ ok: true });
  });
});
