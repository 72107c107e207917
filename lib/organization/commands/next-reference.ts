import { sql } from "drizzle-orm";
import { referenceCounter } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** "2026-042": the year and the next number of that year, over all lists and all kinds of journeys of the portal. */
export async function nextReference(work: Work): Promise<string> {
  const year = Number(work.today.slice(0, 4));
  const [row] = await work.tx
    .insert(referenceCounter)
    .values({ year, last: 1 })
    .onConflictDoUpdate({ target: referenceCounter.year, set: { last: sql`${referenceCounter.last} + 1` } })
    .returning({ last: referenceCounter.last });
  return `${year}-${String(row?.last ?? 1).padStart(3, "0")}`;
}
