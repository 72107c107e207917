import { sql } from "drizzle-orm";
import { database } from "@/db/client";

export type TrailProtection = "protected" | "not protected against changes by the portal's own database role";

/**
 * Whether the role of this process can rewrite the audit trail: as its owner or a superuser, or by a right that it should not have.
 * The check itself asks the database, so it tells what the rights are, not whether somebody lies.
 */
export async function trailProtection(): Promise<TrailProtection> {
  const { rows } = await database().execute<{ open: boolean }>(sql`
    select has_table_privilege('audit_event', 'update, delete, truncate, trigger') or has_any_column_privilege('audit_event', 'update')
      or pg_has_role(relowner, 'member') as open
    from pg_class where oid = 'audit_event'::regclass`);
  return rows[0]?.open === false ? "protected" : "not protected against changes by the portal's own database role";
}
