import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** The key that sorts references in SQL as `byReference` (kernel) sorts them; null where there is none. */
export function referenceOrder(reference: SQLWrapper): SQL {
  return sql`(split_part(${reference}, '-', 1) || lpad(split_part(${reference}, '-', 2), 9, '0'))`;
}
