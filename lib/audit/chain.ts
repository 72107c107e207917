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
  await tx.insert(auditEvent).values(events.map((event) => ({ ...event, position: 0, previousHash: "", hash: "" })));
}
