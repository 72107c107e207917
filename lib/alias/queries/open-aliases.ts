import { type SQL, sql } from "drizzle-orm";

/**
 * The contact aliases that letters of a list may go to, as SQL: those in use, of members that have not left. While an alias moves,
 * both addresses are among them. Columns: id, member_id, organization_id, name, address, domain, since_at, answered_at. The one place
 * that knows it; the delivery roster, and pages that show a member's alias, are made from it.
 */
export function openAliases(list: string): SQL {
  return sql`select l.id, l.member_id, m.organization_id, m.name, l.address, l.domain, l.since_at, l.answered_at
    from contact_alias l join member m on m.id = l.member_id
    where l.list = ${list} and l.until_at is null and m.left_on is null`;
}
