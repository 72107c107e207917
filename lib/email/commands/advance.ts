import { eq } from "drizzle-orm";
import { emailMessage } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { emailLifecycle } from "../lifecycle";

export type EmailRow = typeof emailMessage.$inferSelect;

/** Takes an email for the rest of the transaction, or null when there is none of this id. */
export async function lockEmail(work: Work, emailId: string): Promise<EmailRow | null> {
  const [row] = await work.tx.select().from(emailMessage).where(eq(emailMessage.id, emailId)).for("update");
  return row ?? null;
}

/** The only code that changes an email's status. `changes` are what becomes known by the same step. */
export async function advance(
  work: Work,
  row: EmailRow,
  event: keyof typeof emailLifecycle,
  changes: Omit<Partial<typeof emailMessage.$inferInsert>, "id" | "status">,
): Promise<EmailRow> {
  const status = nextStatus(emailLifecycle, event, { thing: "email", status: row.status });
  const [moved] = await work.tx
    .update(emailMessage)
    .set({ ...changes, status })
    .where(eq(emailMessage.id, row.id))
    .returning();
  if (!moved) throw new Error("A locked email no longer exists");
  return moved;
}
