import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { aliasTokenPurpose } from "@/lib/alias/commands/ask-alias";
import { closeAliasChangeOfFormerMember } from "@/lib/alias/commands/close-alias-change-of-former-member";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { visitor } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import { newToken } from "@/lib/kernel/token";
import { testDatabase } from "../setup/database";
import { asWorker, deliverable, goes, later, monday, someone } from "./change-world";
import { randomFrom, shuffled } from "./random";

/** Confirming an alias change while the organization is removed: so many orders of the same events, some at the very same moment. */
const orders = 1000;

let db: Database;
const counts = { after: 0, stopped: 0, completed: 0, simultaneous: 0 };

beforeAll(async () => {
  ({ db } = await testDatabase());
});

afterAll(() => void process.stdout.write(`alias change against removal: ${JSON.stringify(counts)}\n`));

type Prepared = {
  readonly memberId: string;
  readonly organizationId: string;
  readonly changeId: string;
  readonly checkId: string;
  readonly token: string;
  readonly name: string;
};

const over = later({ days: 3 });
const soon = later({ days: 3, hours: 1 });

/** Members in the midst of a change, written down at once: half of them wait, half of them move. */
async function prepared(): Promise<readonly Prepared[]> {
  const { personId } = await someone("gus@globex.example");
  const all = Array.from({ length: orders }, (_, index) => {
    const { secret, hash } = newToken(aliasTokenPurpose);
    return {
      index,
      moving: index % 2 === 0,
      memberId: randomUUID(),
      organizationId: randomUUID(),
      changeId: randomUUID(),
      checkId: randomUUID(),
      oldId: randomUUID(),
      newId: randomUUID(),
      token: secret,
      hash,
      name: `Globex ${index}`,
      domain: `globex-${index}.example`,
    };
  });
  const rows = JSON.stringify(all);
  const at = monday.toISOString();
  const from = sql`json_to_recordset(${rows}::json) as r(index int, moving boolean, "memberId" uuid, "organizationId" uuid, "changeId" uuid, "checkId" uuid, "oldId" uuid, "newId" uuid, hash text, name text, domain text)`;
  await db.execute(sql`insert into organization (id, name, created_at) select r."organizationId", r.name, ${at}::timestamptz from ${from}`);
  await db.execute(sql`insert into member (id, list, organization_id, name, since_on, next_recheck_on, created_at)
    select r."memberId", 'istio', r."organizationId", r.name, '2025-11-16', '2026-11-16', ${at}::timestamptz from ${from}`);
  await db.execute(sql`insert into contact_alias (id, member_id, list, address, domain, since_at, answered_at)
    select r."oldId", r."memberId", 'istio', 'security@' || r.domain, r.domain, ${at}::timestamptz, ${at}::timestamptz from ${from}
    union all select r."newId", r."memberId", 'istio', 'psirt@' || r.domain, r.domain, ${over.toISOString()}::timestamptz, ${at}::timestamptz from ${from} where r.moving`);
  await db.execute(sql`insert into alias_change (id, reference, list, member_id, status, mode, old_alias_id, new_alias_id, new_address, new_domain, reason,
      needs_agreement, asked_at, asked_by, asked_through, answer_by, answered_at, waits_until, moved_at)
    select r."changeId", '2026-' || (1000 + r.index), 'istio', r."memberId", case when r.moving then 'moving' else 'waiting' end, 'replace', r."oldId",
      case when r.moving then r."newId" end, 'psirt@' || r.domain, r.domain, 'The old queue closes', false, ${at}::timestamptz, ${personId}::uuid, 'representative',
      ${later({ days: 7 }).toISOString()}::timestamptz, ${at}::timestamptz, ${over.toISOString()}::timestamptz, case when r.moving then ${over.toISOString()}::timestamptz end
    from ${from}`);
  await db.execute(sql`insert into alias_check (id, list, organization_id, member_id, subject_kind, subject_id, reference, address, token_hash, asked_at, expires_at, answered_at, answered_by)
    select r."checkId", 'istio', r."organizationId", r."memberId", 'alias-change', r."changeId", '2026-' || (1000 + r.index), 'psirt@' || r.domain, r.hash,
      ${over.toISOString()}::timestamptz, ${later({ days: 4 }).toISOString()}::timestamptz, case when not r.moving then ${at}::timestamptz end, case when not r.moving then 'Rota' end
    from ${from}`);
  return all;
}

/** A refusal is an answer; everything else is a fault. */
async function answered(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

describe("HC-CON-004: an alias change is confirmed while the removal of the organization is committed", () => {
  it(`in ${orders} orders, one after the other or at once, leaves neither the old nor the new address deliverable`, async () => {
    const all = await prepared();
    const random = randomFrom(4);
    expect(await deliverable()).toHaveLength(1.5 * orders);
    const one = async (each: Prepared & { readonly moving?: boolean }, pipelined: boolean): Promise<void> => {
      const { changeId, checkId, memberId, token, name } = each;
      const acts = shuffled(
        [
          () => moveAliasChange(asWorker(soon), { changeId }),
          async () => {
            await answered(() => answerAliasCheck({ actor: visitor, now: soon }, { token, name: "Rota", organization: name }));
            await followAliasChange(asWorker(soon), { checkId });
          },
          () => goes({ ...each, domain: "", alias: "" }, soon),
          () => closeAliasChangeOfFormerMember(asWorker(soon), { memberId }),
        ],
        random,
      );
      if (pipelined) {
        counts.simultaneous += 1;
        await Promise.all(acts.map(answered));
      } else for (const act of acts) await answered(act);
    };
    const lanes = 5;
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (const [index, each] of all.entries()) if (index % lanes === lane) await one(each, index % 3 === 0);
      }),
    );
    expect(await deliverable()).toEqual([]);
    const { rows: left } = await db.execute(sql`select count(*)::int as left from member where left_on is null`);
    expect(left).toEqual([{ left: 0 }]);

    // what was still open when the others were done is closed by the next look
    for (const { memberId } of all) await closeAliasChangeOfFormerMember(asWorker(soon), { memberId });
    const { rows } = await db.execute<{ status: "stopped" | "completed"; count: number }>(
      sql`select status, count(*)::int from alias_change group by 1`,
    );
    expect(rows.map(({ status }) => status).toSorted()).toEqual(["completed", "stopped"]);
    for (const { status, count } of rows) counts[status] = count;
    counts.after = rows.reduce((sum, { count }) => sum + count, 0);
    expect(counts.after).toBe(orders);
    expect(await deliverable()).toEqual([]);
  }, 600_000);

  it("writes one ending a change: never two, whatever ran at once", async () => {
    const { rows } = await db.execute(sql`
      select subject_id from audit_event where action in ('alias.change_stopped', 'alias.change_completed', 'alias.change_expired')
      group by subject_id having count(*) > 1`);
    expect(rows).toEqual([]);
  });
});
