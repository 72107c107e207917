import { type SQL, sql } from "drizzle-orm";
import type { Person } from "@/lib/kernel/actor";
import { employerDomain } from "@/lib/organization/employer";

/**
 * Whether somebody has a conflict of interest on the application `a`, as SQL: declared or set for them, or derived because they
 * act for the organization, write in the application, or work under a domain that is the organization's, its alias's or one of
 * its contacts'. The one place that knows: every query and command of the review puts it into its WHERE.
 * `offset 0` keeps the planner from reading the addresses of everybody once instead of those of one application's people.
 * `person` and `domain` are expressions; `domain` is what `employerDomain` says of the person's address, or null.
 */
export function conflictOfInterest({ person, domain }: { person: SQL; domain: SQL }): SQL {
  const sameEmployer = sql`(split_part(lower(p.email), '@', 2) = ${domain} or right(split_part(lower(p.email), '@', 2), length(${domain}) + 1) = '.' || ${domain})`;
  return sql`(
    exists (select 1 from conflict_of_interest i where i.person_id = ${person} and i.organization_id = a.organization_id and i.list = a.list and i.lifted_at is null)
    or exists (select 1 from organization_contact c where c.person_id = ${person} and c.organization_id = a.organization_id and c.until_at is null)
    or exists (select 1 from application_contact t where t.application_id = a.id and t.person_id = ${person})
    or (${domain} is not null and (
      coalesce(a.alias_domain = ${domain}, false)
      or exists (select 1 from organization_domain d where d.organization_id = a.organization_id and d.domain = ${domain})
      or exists (select 1 from application_contact t join person p on p.id = t.person_id where t.application_id = a.id and ${sameEmployer} offset 0)
      or exists (select 1 from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = a.organization_id and c.until_at is null and ${sameEmployer} offset 0))))`;
}

/** Whether the viewer has a conflict of interest on the application `a`. */
export function viewerRecused(viewer: Pick<Person, "personId" | "email">): SQL {
  return conflictOfInterest({ person: sql`${viewer.personId}::uuid`, domain: sql`${employerDomain(viewer.email)}::text` });
}
