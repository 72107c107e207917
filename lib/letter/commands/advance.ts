import { eq } from "drizzle-orm";
import { letter } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { nextStatus } from "@/lib/kernel/lifecycle";
import { letterLifecycle } from "../lifecycle";

export type LetterRow = typeof letter.$inferSelect;

/** Takes a letter for the rest of the transaction, or null when there is none of this id. */
export async function lockLetter(work: Work, letterId: string): Promise<LetterRow | null> {
  const [row] = await work.tx.select().from(letter).where(eq(letter.id, letterId)).for("update");
  return row ?? null;
}

/** The one hand that moves a letter's status. `changes` are what becomes known by the same step. */
export async function advance(
  work: Work,
  row: LetterRow,
  event: keyof typeof letterLifecycle,
  changes: Omit<Partial<typeof letter.$inferInsert>, "id" | "status">,
): Promise<LetterRow> {
  const status = nextStatus(letterLifecycle, event, { thing: "letter", status: row.status });
  const [moved] = await work.tx
    .update(letter)
    .set({ ...changes, status })
    .where(eq(letter.id, row.id))
    .returning();
  if (!moved) throw new Error("A locked letter was gone");
  return moved;
}
