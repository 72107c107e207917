import { eq } from "drizzle-orm";
import { emailMessage, providerEvent } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { type DeliveryEvent, deliveryColumns } from "../provider-events";
import type { EmailRow } from "./advance";

/** Stores one event of the mail provider; false where it was received before. */
export async function storeProviderEvent(work: Work, event: Omit<typeof providerEvent.$inferInsert, "receivedAt">): Promise<boolean> {
  const stored = await work.tx
    .insert(providerEvent)
    .values({ ...event, receivedAt: work.now })
    .onConflictDoNothing()
    .returning({ id: providerEvent.id });
  return stored.length > 0;
}

/** An event that waited for its email is about this one. */
export async function assignProviderEvent(work: Work, id: string, emailId: string): Promise<void> {
  await work.tx.update(providerEvent).set({ outcome: "recorded", emailId }).where(eq(providerEvent.id, id));
}

/**
 * Writes what an event tells on its email: the moment of the first of its kind, in whatever order they come. Returns whether it is the first
 * of its kind that arrived, which leaves a trace.
 */
export async function recordEvent(work: Work, row: EmailRow, { type, at }: { type: DeliveryEvent; at: Date }): Promise<boolean> {
  const column = deliveryColumns[type];
  const known = row[column];
  if (known !== null && known <= at) return false;
  await work.tx
    .update(emailMessage)
    .set({ [column]: at })
    .where(eq(emailMessage.id, row.id));
  if (known !== null) return false;
  work.audit(type, { kind: "email", id: row.id, list: row.list });
  return true;
}
