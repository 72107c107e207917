import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvent } from "@/db/schema";
import type { NewAuditEvent } from "./event";

/**
 * Appends events to the chain inside the caller's transaction, in one statement. The database assigns position, previous hash and
 * hash under an advisory lock held until commit (drizzle/0001_append_only_audit.sql), so call it last: everything that waits
 * for the lock waits for this transaction. The trigger sees the rows that the same statement has inserted before.
 */
export async function appendAuditEvents(tx: Transaction, events: readonly NewAuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  if (events.length > fewEvents) return appendMany(tx, events);
  await tx.insert(auditEvent).values(events.map((event) => ({ ...event, position: 0, previousHash: "", hash: "" })));
}

/** From here on one parameter for all of them costs less than thirteen for each. */
const fewEvents = 20;

/** The same for a sweep over many things, in the order given. */
async function appendMany(tx: Transaction, events: readonly NewAuditEvent[]): Promise<void> {
  await tx.execute(sql`
    insert into ${auditEvent} (position, at, action, actor_kind, actor_id, actor_role, request_id, list, subject_kind, subject_id, data, previous_hash, hash)
    select 0, e.at, e.action, e."actorKind", e."actorId", e."actorRole", e."requestId", e.list, e."subjectKind", e."subjectId", e.data, '', ''
    from json_to_recordset(${JSON.stringify(events)}::json) e (at timestamptz, action text, "actorKind" text, "actorId" text, "actorRole" text,
      "requestId" text, list text, "subjectKind" text, "subjectId" uuid, data jsonb)`);
}
