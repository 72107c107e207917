import type { Transaction } from "@/db/client";
import { auditEvent } from "@/db/schema";
import type { NewAuditEvent } from "./event";

/**
 * Appends events to the chain inside the caller's transaction. The database assigns position, previous hash and hash
 * under an advisory lock held until commit (drizzle/0001_append_only_audit.sql), so call it last: everything that waits
 * for the lock waits for this transaction.
 */
export async function appendAuditEvents(tx: Transaction, events: readonly NewAuditEvent[]): Promise<void> {
  // One statement an event: the trigger reads the row before it, which a multi-row insert would not show it.
  for (const event of events) {
    await tx.insert(auditEvent).values({ ...event, position: 0, previousHash: "", hash: "" });
  }
}
