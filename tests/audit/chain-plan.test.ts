import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { appendAuditEvents } from "@/lib/audit/chain";
import type { NewAuditEvent } from "@/lib/audit/event";
import { verifyChain } from "@/lib/audit/verify";
import { testDatabase } from "../setup/database";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const acme = "00000000-0000-4000-8000-000000000001";

const events: readonly NewAuditEvent[] = Array.from({ length: 500 }, (_, number) => ({
  action: "application.submitted",
  at: new Date("2026-11-02T09:00:00Z"),
  actorKind: "person",
  actorId: acme,
  actorRole: null,
  requestId: null,
  list: "istio",
  subjectKind: "application",
  subjectId: acme,
  data: { number },
}));

/** How often a transaction that appends events has read the whole trail, by the database's own count. */
async function readingsOfAll(appended: readonly NewAuditEvent[]): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    await appendAuditEvents(tx, appended);
    const { rows } = await tx.execute<{ times: number }>(
      sql`select seq_scan::int as times from pg_stat_xact_user_tables where relname = 'audit_event'`,
    );
    return rows[0]?.times;
  });
}

test("a trail that was analyzed while it was empty is never read as a whole to append to it", async () => {
  await db.execute(sql`analyze audit_event`);
  for (let part = 1; part <= 4; part += 1) expect(await readingsOfAll(events)).toBe(0);
  for (const event of events.slice(0, 3)) expect(await readingsOfAll([event])).toBe(0);
  expect(await verifyChain()).toMatchObject({ ok: true, events: 2003 });
});
