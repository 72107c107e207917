import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { preparedStatement } from "@/db/prepared-statement";
import type { NewAuditEvent } from "./event";

/**
 * Appends events to the chain inside the caller's transaction, in one statement. The database assigns position, previous hash and
 * hash under an advisory lock held until commit (drizzle/0001_append_only_audit.sql), so call it last: everything that waits
 * for the lock waits for this transaction. The trigger sees the rows that the same statement has inserted before, in the order given.
 */
export async function appendAuditEvents(tx: Transaction, events: readonly NewAuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ actorKind, actorId, actorRole, requestId, subjectKind, subjectId, ...event }) => ({
    ...event,
    actor_kind: actorKind,
    actor_id: actorId,
    actor_role: actorRole,
    request_id: requestId,
    subject_kind: subjectKind,
    subject_id: subjectId,
  }));
  await preparedStatement(
    tx,
    sql`insert into audit_event (position, previous_hash, hash, at, action, actor_kind, actor_id, actor_role, request_id, list, subject_kind, subject_id, data)
      select 0, '', '', at, action, actor_kind, actor_id, actor_role, request_id, list, subject_kind, subject_id, data
      from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as (at timestamptz, action text, actor_kind text, actor_id text,
        actor_role text, request_id text, list text, subject_kind text, subject_id uuid, data jsonb)) with ordinality
        e (at, action, actor_kind, actor_id, actor_role, request_id, list, subject_kind, subject_id, data, number)
      order by number`,
  );
}
