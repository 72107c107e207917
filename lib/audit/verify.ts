import { createHash } from "node:crypto";
import { asc, gt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { auditEvent } from "@/db/schema";
import type { Checkpoint } from "./checkpoint-file";

/** The result of a verification. */
export type Verdict =
  | { readonly ok: true; readonly events: number; readonly lastHash: string }
  | { readonly ok: false; readonly position: number; readonly why: string };

/** One event as text, in the order in which the database hashes it (audit_event_text). */
type StoredEvent = {
  readonly position: string;
  readonly at: string;
  readonly recordedAt: string | null;
  readonly action: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorRole: string | null;
  readonly requestId: string | null;
  readonly list: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: string;
  readonly previousHash: string;
  readonly hash: string;
};

const firstPreviousHash = "0".repeat(64);

type Walk = { readonly batch?: number; readonly checkpoints?: readonly Checkpoint[]; readonly from?: Checkpoint | null };

/** What the next event has to be. `previousHash` is null at the start of a verification that begins within the chain. */
type Expected = { readonly position: number; readonly previousHash: string | null };

/**
 * Verifies the chain in batches, without a lock, and names the first event that does not fit: a gap, a changed value, an inserted or a
 * forked event. The chain alone shows neither a truncated end nor hashes that were recomputed after a change; `checkpoints`,
 * recorded elsewhere before, show both for everything up to the last of them. With `from` it begins at an event that was
 * verified before, and trusts what comes before it.
 */
export async function verifyChain({ batch = 5_000, checkpoints = [], from = null }: Walk = {}): Promise<Verdict> {
  const noted = new Map<number, readonly string[]>();
  for (const { position, hash } of from === null ? checkpoints : [...checkpoints, from])
    noted.set(position, [...(noted.get(position) ?? []), hash]);
  const last = [...noted.keys()].reduce((most, position) => Math.max(most, position), 0);
  let expected: Expected =
    from === null ? { position: 1, previousHash: firstPreviousHash } : { position: from.position, previousHash: null };
  for (;;) {
    const events = await readBatch(expected.position - 1, batch);
    for (const event of events) {
      const why = faultOf(event, expected);
      if (why) return { ok: false, position: why.position, why: why.sentence };
      if (noted.get(expected.position)?.some((hash) => hash !== event.hash)) {
        return {
          ok: false,
          position: expected.position,
          why: `A checkpoint has a different hash for this event: this event or an earlier one was changed.`,
        };
      }
      expected = { position: expected.position + 1, previousHash: event.hash };
    }
    if (events.length >= batch) continue;
    if (expected.position <= last) {
      return { ok: false, position: expected.position, why: `The trail ends before event ${last}, which a checkpoint names.` };
    }
    return { ok: true, events: expected.position - 1, lastHash: expected.previousHash ?? "" };
  }
}

/** What is wrong with an event at its position in the chain, or null. */
function faultOf(event: StoredEvent, expected: Expected): { position: number; sentence: string } | null {
  if (Number(event.position) !== expected.position) {
    return { position: expected.position, sentence: `Event ${expected.position} is missing; the next one is ${event.position}.` };
  }
  if (expected.previousHash !== null && event.previousHash !== expected.previousHash) {
    return { position: expected.position, sentence: `Event ${event.position} does not follow the one before it.` };
  }
  if (hashOf(event) !== event.hash) {
    return { position: expected.position, sentence: `Event ${event.position} was changed after it was recorded.` };
  }
  return null;
}

function hashOf(event: StoredEvent): string {
  return createHash("sha256").update(eventText(event), "utf8").digest("hex");
}

/** The text that is hashed: each stored value as its length in bytes, a colon and the value; "-" where there is none. */
function eventText(event: StoredEvent): string {
  return [
    event.position,
    event.at,
    event.action,
    event.actorKind,
    event.actorId,
    event.actorRole,
    event.requestId,
    event.list,
    event.subjectKind,
    event.subjectId,
    event.data,
    event.previousHash,
    ...(event.recordedAt === null ? [] : [event.recordedAt]), // events of versions before 0.3 have none
  ]
    .map((value) => (value === null ? "-" : `${Buffer.byteLength(value, "utf8")}:${value}`))
    .join("");
}

function readBatch(after: number, limit: number): Promise<StoredEvent[]> {
  return database()
    .select({
      position: sql<string>`${auditEvent.position}::text`,
      at: sql<string>`to_char(${auditEvent.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      recordedAt: sql<string | null>`to_char(${auditEvent.recordedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      action: auditEvent.action,
      actorKind: auditEvent.actorKind,
      actorId: auditEvent.actorId,
      actorRole: auditEvent.actorRole,
      requestId: auditEvent.requestId,
      list: auditEvent.list,
      subjectKind: auditEvent.subjectKind,
      subjectId: sql<string>`${auditEvent.subjectId}::text`,
      data: sql<string>`${auditEvent.data}::text`,
      previousHash: auditEvent.previousHash,
      hash: auditEvent.hash,
    })
    .from(auditEvent)
    .where(gt(auditEvent.position, after))
    .orderBy(asc(auditEvent.position))
    .limit(limit);
}
