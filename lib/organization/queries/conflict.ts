import { type SQL, sql } from "drizzle-orm";
import type { Person } from "@/lib/kernel/actor";
import { employerDomain } from "../employer";

/**
 * Whether somebody has a conflict of interest on the member `m`, as SQL: declared or set for them, or derived because they act
 * for the organization or work under a domain that is the organization's, an alias's or one of its representatives'.
 * The one place that knows it for members: every query and command of the committee puts it into its WHERE.
 * `who` and `domain` are expressions; `domain` is what `employerDomain` says of the person's address, or null.
 */
export function conflictOnMember({ who, domain }: { who: SQL; domain: SQL }): SQL {
  return sql`(
    exists (select 1 from conflict_of_interest i where i.person_id = ${who} and i.organization_id = m.organization_id and i.list = m.list and i.lifted_at is null)
    or exists (select 1 from organization_contact c where c.person_id = ${who} and c.organization_id = m.organization_id and c.until_at is null)
    or (${domain} is not null and (
      exists (select 1 from organization_domain d where d.organization_id = m.organization_id and d.domain = ${domain})
      or exists (select 1 from contact_alias l where l.member_id = m.id and l.until_at is null and (l.domain = ${domain} or right(l.domain, length(${domain}) + 1) = '.' || ${domain}))
      or exists (select 1 from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = m.organization_id and c.until_at is null
          and ${isUnder(sql`p.email`, domain)} offset 0))))`;
}

/** Whether an address is one of a domain, or of one below it. */
function isUnder(email: SQL, domain: SQL): SQL {
  return sql`(split_part(lower(${email}), '@', 2) = ${domain} or right(split_part(lower(${email}), '@', 2), length(${domain}) + 1) = '.' || ${domain})`;
}

/** Whether the viewer works for the same organization as somebody with the address `email`, as SQL; false where addresses say nothing. */
export function isColleagueOf(viewer: Pick<Person, "email">, email: SQL): SQL {
  return sql`coalesce(${isUnder(email, sql`${employerDomain(viewer.email)}::text`)}, false)`;
}

/** Whether the viewer has a conflict of interest on the member `m`. */
export function recusedFromMember(viewer: Pick<Person, "personId" | "email">): SQL {
  return conflictOnMember({ who: sql`${viewer.personId}::uuid`, domain: sql`${employerDomain(viewer.email)}::text` });
}
