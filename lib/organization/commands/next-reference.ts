import { sql } from "drizzle-orm";
import { referenceCounter } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** "2026-042": the year and the next number of that year, over all lists and all kinds of journeys of the portal. */
export async function nextReference(work: Work): Promise<string> {
  const [reference = ""] = await nextReferences(work, 1);
  return reference;
}

/** As many references as are asked for, one after the other. */
export async function nextReferences(work: Work, many: number): Promise<readonly string[]> {
  const year = Number(work.today.slice(0, 4));
  const [row] = await work.tx
    .insert(referenceCounter)
    .values({ year, last: many })
    .onConflictDoUpdate({ target: referenceCounter.year, set: { last: sql`${referenceCounter.last} + ${many}` } })
    .returning({ last: referenceCounter.last });
  const first = (row?.last ?? many) - many + 1;
  return Array.from({ length: many }, (_, index) => `${year}-${String(first + index).padStart(3, "0")}`);
}
