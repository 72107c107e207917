import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { auditEvent } from "@/db/schema";
import { appendAuditEvents } from "@/lib/audit/chain";
import type { NewAuditEvent } from "@/lib/audit/event";
import { trailProtection } from "@/lib/audit/protection";
import { verifyChain } from "@/lib/audit/verify";
import { asOwner, testDatabase } from "../setup/database";

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

const acme = "00000000-0000-4000-8000-000000000001";

function event(number: number, data: NewAuditEvent["data"] = { number }): NewAuditEvent {
  return {
    action: "application.submitted",
    at: new Date(Date.UTC(2026, 10, 2, 9, 0, number % 60)),
    actorKind: "person",
    actorId: acme,
    actorRole: null,
    requestId: null,
    list: "istio",
    subjectKind: "application",
    subjectId: acme,
    data,
  };
}

async function append(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) await db.transaction((tx) => appendAuditEvents(tx, [event(number)]));
}

/** What an insider with the owner's rights could do: take the guards down, change, put them up again. */
async function asInsider(statement: string): Promise<void> {
  await asOwner(`alter table audit_event disable trigger user; ${statement}; alter table audit_event enable trigger user`);
}

describe("the audit chain", () => {
  beforeEach(async () => asInsider("truncate audit_event"));

  it("is valid when nothing was changed, and reports its length", async () => {
    await append(12);
    expect(await verifyChain({ batch: 5 })).toMatchObject({ ok: true, events: 12 });
  });

  it("is whole when it is empty", async () => {
    expect(await verifyChain()).toEqual({ ok: true, events: 0, lastHash: "0".repeat(64) });
  });

  it.each([
    ["UPDATE", "update audit_event set action = 'application.declined'"],
    ["DELETE", "delete from audit_event"],
    ["TRUNCATE", "truncate audit_event"],
  ])("HC-DBF-007: refuses %s", async (_, statement) => {
    await append(1);
    await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: "42501" } });
    expect(await verifyChain()).toMatchObject({ ok: true, events: 1 });
  });

  it("sets position, time and hashes itself, whatever a writer passes", async () => {
    await append(2);
    const before = Date.now();
    await db.execute(sql`
      insert into audit_event (position, previous_hash, hash, recorded_at, at, action, actor_kind, subject_kind, subject_id, data)
      values (1, 'x', 'y', '2020-01-01', '2020-01-01', 'application.submitted', 'system', 'application', ${acme}, '{}')`);
    const { rows } = await db.execute<{ position: number; recorded: number }>(sql`
      select position::int, extract(epoch from recorded_at)::float8 * 1000 as recorded from audit_event order by position desc limit 1`);
    expect(rows[0]?.position).toBe(3);
    expect(rows[0]?.recorded).toBeGreaterThanOrEqual(before - 1000);
    expect(await verifyChain()).toMatchObject({ ok: true, events: 3 });
  });

  it("HC-DBF-007: is not within reach of the application's role", async () => {
    expect(await trailProtection()).toBe("protected");
    for (const statement of [
      "alter table audit_event disable trigger user",
      "drop trigger chain_audit_event on audit_event",
      "set session_replication_role = replica",
      "create or replace function chain_audit_event() returns trigger language plpgsql as $$ begin return new; end $$",
      "create function public.audit_field(value varchar) returns text language sql as $$ select '' $$",
      "create table public.audit_event_2 (like audit_event)",
    ])
      await expect(db.execute(sql.raw(statement)), statement).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it.each([
    ["a changed value (HC-AUD-001)", "update audit_event set data = '{\"number\": 99}' where position = 7", 7],
    ["a changed moment", "update audit_event set at = at + interval '1 millisecond' where position = 3", 3],
    ["a changed time of writing", "update audit_event set recorded_at = recorded_at - interval '1 day' where position = 6", 6],
    ["another actor", "update audit_event set actor_id = 'worker' where position = 10", 10],
    ["a deleted event (HC-AUD-002)", "delete from audit_event where position = 5", 5],
    ["a deleted first event", "delete from audit_event where position = 1", 1],
    [
      "an event with a hash of its own (HC-AUD-004)",
      "update audit_event set action = 'application.declined', hash = encode(sha256('x'), 'hex') where position = 4",
      4,
    ],
    [
      "two events that changed places",
      "update audit_event set position = case position when 4 then 105 else 104 end where position in (4, 5); update audit_event set position = position - 100 where position > 100",
      4,
    ],
  ])("names the first event after %s", async (_, statement, position) => {
    await append(10);
    await asInsider(statement);
    expect(await verifyChain({ batch: 4 })).toMatchObject({ ok: false, position });
  });

  it("HC-AUD-005 and HC-AUD-006: does not fork under 16 writers, and has no hole where one rolled back", async () => {
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const write = db.transaction(async (tx) => {
          await appendAuditEvents(tx, [event(writer * 10 + turn)]);
          if (turn === 4) throw new Error("rolled back");
        });
        await (turn === 4 ? expect(write).rejects.toThrow("rolled back") : write);
      }
    });
    await Promise.all(writers);
    expect(await verifyChain()).toMatchObject({ ok: true, events: 16 * 9 });
    const [last] = (await db.execute<{ last: string }>(sql`select max(position) as last from audit_event`)).rows;
    expect(Number(last?.last)).toBe(16 * 9);
  });

  it.each(["repeatable read", "serializable"] as const)(
    "HC-CON-012: 16 writers that are %s do not fork it: whoever is late fails, and can try again",
    async (isolationLevel) => {
      const write = (number: number): Promise<void> => db.transaction((tx) => appendAuditEvents(tx, [event(number)]), { isolationLevel });
      const insist = async (number: number): Promise<number> => {
        for (let failures = 0; ; failures += 1) {
          const failed = await write(number).then(
            () => false,
            () => true,
          );
          if (!failed) return failures;
        }
      };
      const failures = await Promise.all(Array.from({ length: 16 }, (_, number) => insist(number)));
      expect(failures.some((count) => count > 0)).toBe(true); // they did meet
      expect(await verifyChain()).toMatchObject({ ok: true, events: 16 });
    },
  );

  it("HC-TIM-004: keeps the order of writing when the clock is put back by two seconds", async () => {
    for (const number of [10, 8, 9]) await db.transaction((tx) => appendAuditEvents(tx, [event(number)]));
    const rows = await db.select({ data: auditEvent.data, at: auditEvent.at }).from(auditEvent).orderBy(auditEvent.position);
    expect(rows.map(({ data }) => data)).toEqual([{ number: 10 }, { number: 8 }, { number: 9 }]);
    expect((rows[0]?.at.getTime() ?? 0) - (rows[1]?.at.getTime() ?? 0)).toBe(2000);
    expect(await verifyChain()).toMatchObject({ ok: true, events: 3 });
  });

  it("HC-LOD-006: is walked over 20,000 events while others append, who do not wait for its end", async () => {
    for (let batch = 0; batch < 20; batch += 1)
      await db.transaction((tx) =>
        appendAuditEvents(
          tx,
          Array.from({ length: 1000 }, (_, number) => event(batch * 1000 + number)),
        ),
      );
    let walking = true;
    const walk = verifyChain().finally(() => {
      walking = false;
    });
    let appended = 0;
    for (; walking; appended += 1) await db.transaction((tx) => appendAuditEvents(tx, [event(appended)]));
    expect(await walk).toMatchObject({ ok: true });
    expect(appended).toBeGreaterThan(1);
    expect(await verifyChain()).toMatchObject({ ok: true, events: 20_000 + appended });
  });

  it("HC-AUD-008: hashes what is stored, whatever order of keys and signs it came in", async () => {
    await db.transaction((tx) =>
      appendAuditEvents(tx, [event(1, { zeta: 1, a: "Müller & Söhne (株式会社)", e: null, big: 9007199254740991, é: "e\u0301" })]),
    );
    expect(await verifyChain()).toMatchObject({ ok: true, events: 1 });
    const [row] = await db.select({ data: auditEvent.data }).from(auditEvent);
    expect(row?.data).toEqual({ zeta: 1, a: "Müller & Söhne (株式会社)", e: null, big: 9007199254740991, é: "e\u0301" });
  });
});
