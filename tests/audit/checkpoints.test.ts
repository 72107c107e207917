import { beforeAll, describe, expect, it } from "vitest";
import { appendAuditEvents } from "@/lib/audit/chain";
import { type Checkpoint, checkpointsIn } from "@/lib/audit/checkpoint-file";
import { verifyChain } from "@/lib/audit/verify";
import { asOwner, testDatabase } from "../setup/database";

const length = 40;
let checkpoints: readonly Checkpoint[] = [];

beforeAll(async () => {
  const { db } = await testDatabase();
  const event = (number: number) =>
    ({
      action: "application.submitted",
      at: new Date("2026-11-02T09:00:00Z"),
      actorKind: "system",
      actorId: "worker",
      actorRole: null,
      requestId: null,
      list: "istio",
      subjectKind: "application",
      subjectId: "00000000-0000-4000-8000-000000000001",
      data: { number },
    }) as const;
  const events = Array.from({ length }, (_, number) => event(number));
  await db.transaction((tx) => appendAuditEvents(tx, events));
  const verdict = await verifyChain();
  checkpoints = [{ position: length, hash: verdict.ok ? verdict.lastHash : "" }];
  await asOwner(`create table kept as table audit_event;
    create procedure rehash() language plpgsql as $$ declare e record; last text := repeat('0', 64); begin
      for e in select position from audit_event order by position loop
        update audit_event set previous_hash = last where position = e.position;
        update audit_event a set hash = encode(sha256(convert_to(audit_event_text(a), 'UTF8')), 'hex') where position = e.position returning hash into last;
      end loop; end $$`);
});

/** Positions that are the same in every run: a linear congruential generator with a fixed seed. */
function randomPositions(): readonly number[] {
  let state = 20_261_128;
  return Array.from({ length: 100 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 1 + (state % length);
  });
}

const edit = (at: number) => `update audit_event set data = '{}' where position = ${at};`;
const backDate = (at: number) => `
  update audit_event set position = -position where position >= ${at};
  update audit_event set position = 1 - position where position < 0;
  insert into audit_event (position, at, recorded_at, action, actor_kind, subject_kind, subject_id, data, previous_hash, hash)
    select ${at}, at - interval '1 day', recorded_at - interval '1 day', action, actor_kind, subject_kind, subject_id, data, 'x', 'y' from kept where position = 1;`;
const rehash = "update audit_event set previous_hash = 'p' || position, hash = 'h' || position; call rehash();";

describe("a trail against a checkpoint that was kept elsewhere", () => {
  it.each([
    ["an edit", edit],
    ["a deletion", (at: number) => `delete from audit_event where position = ${at};`],
    ["an end that was cut off", (at: number) => `delete from audit_event where position >= ${at};`],
    ["a back-dated event", backDate],
    ["an edit with all hashes computed again (HC-AUD-003)", (at: number) => `${edit(at)} ${rehash}`],
    ["a back-dated event with all hashes computed again", (at: number) => `${backDate(at)} ${rehash}`],
  ])("finds %s at each of 100 random positions", async (_, tamper) => {
    for (const at of randomPositions()) {
      await asOwner(`alter table audit_event disable trigger user; ${tamper(at)}`);
      const verdict = await verifyChain({ checkpoints });
      await asOwner("delete from audit_event; insert into audit_event select * from kept; alter table audit_event enable trigger user");
      expect([at, verdict.ok]).toEqual([at, false]);
    }
    expect(await verifyChain({ checkpoints })).toMatchObject({ ok: true, events: length });
  });

  it("is read from a file of lines, and nothing else", () => {
    expect(checkpointsIn(`12 ${"a".repeat(64)}\n\n40 ${"b".repeat(64)}\n`)).toHaveLength(2);
    for (const text of ["", "12", `x ${"a".repeat(64)}`, `12 ${"a".repeat(63)}`, `12 ${"a".repeat(64)}\nmore`])
      expect(checkpointsIn(text)).toBeNull();
  });
});
