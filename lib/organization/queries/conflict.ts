import { type SQL, sql } from "drizzle-orm";
import type { Person } from "@/lib/kernel/actor";
import { employerDomain } from "../employer";

type About = { readonly list: SQL; readonly organization: SQL; readonly person: SQL };

/** Whether a conflict of interest was declared or set for a person and not lifted, as SQL. */
export function declaredConflict({ list, organization, person }: About): SQL {
  return sql`exists (select 1 from conflict_of_interest coi
    where coi.person_id = ${person} and coi.organization_id = ${organization} and coi.list = ${list} and coi.lifted_at is null and coi.origin <> 'domain')`;
}

/** Whether two people lifted the conflict of interest that follows from the domain of a person's address, as SQL. */
export function liftedConflict({ list, organization, person }: About): SQL {
  return sql`exists (select 1 from conflict_of_interest lifted
    where lifted.person_id = ${person} and lifted.organization_id = ${organization} and lifted.list = ${list} and lifted.lifted_at is not null and lifted.origin = 'domain')`;
}

/**
 * Whether somebody has a conflict of interest regarding the member `m`, as SQL: declared or set for them, or derived because they act
 * for the organization, or because they work under a domain that is proven to be the organization's, an alias's or one of its
 * representatives', unless two others have lifted that.
 * The only definition for members: every query and command of the committee puts it into its WHERE clause.
 * `who` and `domain` are expressions; `domain` is what `employerDomain` says of the person's address, or null. The aliases in it are
 * used nowhere else, so that no expression is bound to one of them.
 */
export function conflictOnMember({ who, domain }: { who: SQL; domain: SQL }): SQL {
  const about = { list: sql`m.list`, organization: sql`m.organization_id`, person: who };
  return sql`(
    ${declaredConflict(about)}
    or exists (select 1 from organization_contact own where own.person_id = ${who} and own.organization_id = m.organization_id and own.until_at is null)
    or (${domain} is not null and (
      exists (select 1 from organization_domain dom where dom.organization_id = m.organization_id and dom.domain = ${domain})
      or exists (select 1 from contact_alias held where held.member_id = m.id and held.until_at is null and (held.domain = ${domain} or right(held.domain, length(${domain}) + 1) = '.' || ${domain}))
      or exists (select 1 from organization_contact rep join person who on who.id = rep.person_id
        where rep.organization_id = m.organization_id and rep.until_at is null
          and ${isUnder(sql`who.email`, domain)} offset 0))
      and not ${liftedConflict(about)}))`;
}

/** Whether an address is one of a domain, or of one below it. */
export function isUnder(email: SQL, domain: SQL): SQL {
  return sql`(split_part(lower(${email}), '@', 2) = ${domain} or right(split_part(lower(${email}), '@', 2), length(${domain}) + 1) = '.' || ${domain})`;
}

/** Whether the viewer works for the same organization as somebody with the address `email`, as SQL; false where addresses say nothing. */
export function isColleagueOf(viewer: Pick<Person, "email">, email: SQL): SQL {
  return sql`coalesce(${isUnder(email, sql`${employerDomain(viewer.email)}::text`)}, false)`;
}

/** Whether the viewer has a conflict of interest regarding the member `m`. */
export function recusedFromMember(viewer: Pick<Person, "personId" | "email">): SQL {
  return conflictOnMember({ who: sql`${viewer.personId}::uuid`, domain: sql`${employerDomain(viewer.email)}::text` });
}
