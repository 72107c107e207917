import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/client";
import { verifyChain } from "@/lib/audit/verify";
import { writeEmail } from "@/lib/email/write";
import { worker } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { testDatabase } from "../setup/database";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const id = randomUUID();
const about = { kind: "person", id, list: null, thread: "somebody.seat" };

/** A handler with two emails, their jobs and two events. */
const handler = command("story", z.strictObject({ kind: z.string().nullable() }), async (work, { kind }) => {
  work.authorize(true);
  for (const recipient of ["one@acme.example", "two@acme.example"])
    await writeEmail(work, kind as "role-granted", recipient, about, { role: "reviewer" });
  work.audit("alias.asked", about);
  work.audit("alias.answered", about);
});

test("emails, jobs and events are written by the one transaction, in order", async () => {
  await handler({ actor: worker }, { kind: "role-granted" });
  const { rows } = await db.execute<{ what: string; count: number; transactions: number }>(sql`
    select what, count(*)::int as count, (select count(distinct x) from (select xmin::text x from email union select xmin::text from audit_event union select xmin::text from graphile_worker._private_jobs) t)::int as transactions
    from (select 'email' as what from email union all select 'event' from audit_event union all select 'job' from graphile_worker._private_jobs) w group by what order by what`);
  expect(rows).toEqual([
    { what: "email", count: 2, transactions: 1 },
    { what: "event", count: 2, transactions: 1 },
    { what: "job", count: 2, transactions: 1 },
  ]);
  const { rows: actions } = await db.execute(sql`select position::int, action from audit_event order by position`);
  expect(actions).toEqual([
    { position: 1, action: "alias.asked" },
    { position: 2, action: "alias.answered" },
  ]);
  expect(await verifyChain()).toMatchObject({ ok: true, events: 2 });
});

test("when one of them cannot be written, nothing is, and the error says what it was", async () => {
  await expect(handler({ actor: worker }, { kind: null })).rejects.toMatchObject({ table: "email", column: "kind", code: "23502" });
  const { rows } = await db.execute(
    sql`select (select count(*)::int from email) as emails, (select count(*)::int from audit_event) as events`,
  );
  expect(rows).toEqual([{ emails: 2, events: 2 }]);
});
