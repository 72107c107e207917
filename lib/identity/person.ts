import { eq, sql } from "drizzle-orm";
import { person } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** The person behind an address, made if nobody is known by it. Case makes no difference. */
export async function personFor(work: Work, email: string): Promise<string> {
  const [made] = await work.tx.insert(person).values({ email, createdAt: work.now }).onConflictDoNothing().returning({ id: person.id });
  if (made) return made.id;
  const [known] = await work.tx
    .select({ id: person.id })
    .from(person)
    .where(eq(sql`lower(${person.email})`, email.toLowerCase()));
  if (!known) throw new Error("The person was not stored");
  return known.id;
}

/** Stores whether a person uses the single-key shortcuts. */
export async function storeShortcuts(work: Work, personId: string, shortcuts: boolean): Promise<void> {
  await work.tx.update(person).set({ shortcuts }).where(eq(person.id, personId));
}
