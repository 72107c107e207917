import { type SQL, sql } from "drizzle-orm";
import type { Person } from "@/lib/kernel/actor";
import { employerDomain } from "@/lib/organization/employer";
import { declaredConflict, isUnder, liftedConflict } from "@/lib/organization/queries/conflict";
import type { ChairedRows } from "@/lib/organization/queries/without-chair";

type Asked = {
  /** The person's id. */
  readonly person: SQL;
  /** What `employerDomain` says of the person's address, or null. */
  readonly domain: SQL;
};

/**
 * The three reasons for a conflict of interest regarding the application `a`, each as an SQL condition. "said": declared by the person, or set by others. "acts": the
 * person acts for the organization or writes in the application. "domain": the person's address is on a domain that is proven to be
 * the organization's, on which its alias was confirmed, that shows the applicant's TXT record, or with which one of its people signs in;
 * two others can lift that one.
 * What the applicant only typed is no reason. A confirmation that was withdrawn, or that ended with the address or the application,
 * is none either, in the transaction in which it ends.
 * `offset 0` keeps the planner from reading the addresses of everybody once instead of those of one application's people.
 */
export function conflictReasons({ person, domain }: Asked): Readonly<Record<"said" | "acts" | "domain", SQL>> {
  const about = { list: sql`a.list`, organization: sql`a.organization_id`, person };
  return {
    said: declaredConflict(about),
    acts: sql`(exists (select 1 from organization_contact own where own.person_id = ${person} and own.organization_id = a.organization_id and own.until_at is null)
      or exists (select 1 from application_contact writes where writes.application_id = a.id and writes.person_id = ${person}))`,
    domain: sql`(${domain} is not null and (
      exists (select 1 from organization_domain dom where dom.organization_id = a.organization_id and dom.domain = ${domain})
      or exists (select 1 from alias_check asked where asked.application_id = a.id and asked.answered_at is not null and asked.ended_at is null
        and ${isUnder(sql`asked.address`, domain)} offset 0)
      or (a.alias_domain = ${domain} and a.status <> 'withdrawn' and coalesce((select proof.result = 'yes' from evidence_check proof
        where proof.application_id = a.id and proof.name = 'domain-ownership' and proof.target = ${domain} and proof.result <> 'cannot-tell'
        order by proof.checked_at desc limit 1), false))
      or exists (select 1 from application_contact writes join person who on who.id = writes.person_id
        where writes.application_id = a.id and ${isUnder(sql`who.email`, domain)} offset 0)
      or exists (select 1 from organization_contact rep join person who on who.id = rep.person_id
        where rep.organization_id = a.organization_id and rep.until_at is null and ${isUnder(sql`who.email`, domain)} offset 0))
      and not ${liftedConflict(about)})`,
  };
}

/** Whether somebody has a conflict of interest regarding the application `a`, as SQL. Every query and command of the review puts it into its WHERE. */
export function conflictOnApplication(asked: Asked): SQL {
  const { said, acts, domain } = conflictReasons(asked);
  return sql`(${said} or ${acts} or ${domain})`;
}

/** Applications, as `withoutChair` asks about them. */
export const chairedApplications: ChairedRows = {
  rows: sql`application a`,
  id: sql`a.id`,
  conflict: ({ who, domain }) => conflictOnApplication({ person: who, domain }),
};

/** Whether the viewer has a conflict of interest regarding the application `a`. */
export function viewerRecused(viewer: Pick<Person, "personId" | "email">): SQL {
  return conflictOnApplication({ person: sql`${viewer.personId}::uuid`, domain: sql`${employerDomain(viewer.email)}::text` });
}
