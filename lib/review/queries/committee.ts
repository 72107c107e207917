import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { conflictReasons } from "@/lib/application/queries/conflict";
import type { Day } from "@/lib/kernel/calendar";
import { employerDomain } from "@/lib/organization/employer";
import type { CommitteeMember } from "../rules";

/** Why somebody has a conflict of interest: declared or set, acts for the organization, or works under its domain. */
export type ConflictReason = "said" | "acts" | "domain";

export type CommitteeRoleHolder = CommitteeMember & { readonly conflicts: readonly ConflictReason[] };

type RoleRow = { person_id: string; name: string | null; email: string; chair: boolean; since: string; away_until: Day | null };

/**
 * The reviewers and chairs of an application's list as they are now: who recused, who is away.
 * In the order of their roles, which never changes. A person with two roles is one member.
 */
export async function committeeOf(db: Database | Transaction, applicationId: string): Promise<readonly CommitteeRoleHolder[]> {
  const { rows: members } = await db.execute<RoleRow>(sql`
    select s.person_id, p.name, p.email, bool_or(s.role = 'chair') as chair, min(s.granted_at)::text as since,
      (select w.until_on::text from reviewer_absence w where w.list = a.list and w.person_id = s.person_id) as away_until
    from application a join committee_role s on s.list = a.list and s.role in ('reviewer', 'chair') and s.revoked_at is null
    join person p on p.id = s.person_id
    where a.id = ${applicationId}
    group by a.list, s.person_id, p.name, p.email`);
  if (members.length === 0) return [];

  const people = JSON.stringify(members.map(({ person_id, email }) => ({ person_id, domain: employerDomain(email) })));
  const { said, acts, domain } = conflictReasons({ person: sql`m.person_id`, domain: sql`m.domain` });
  const { rows: facts } = await db.execute<{ person_id: string; conflicts: ConflictReason[] }>(sql`
    select m.person_id, array_remove(array[case when ${said} then 'said' end, case when ${acts} then 'acts' end, case when ${domain} then 'domain' end], null) as conflicts
    from application a, jsonb_to_recordset(${people}::jsonb) as m(person_id uuid, domain text)
    where a.id = ${applicationId}`);
  const factsOf = new Map(facts.map((each) => [each.person_id, each]));

  return members
    .toSorted((one, other) => one.since.localeCompare(other.since) || one.person_id.localeCompare(other.person_id))
    .map(({ person_id, name, email, chair, away_until }) => {
      const conflicts = factsOf.get(person_id)?.conflicts;
      return {
        personId: person_id,
        name: name ?? email,
        email,
        chair,
        awayUntil: away_until,
        recused: conflicts === undefined || conflicts.length > 0,
        conflicts: conflicts ?? [],
      };
    });
}

/** How many applications wait for the findings of each of some people, on every list. Counts them all: only for sharing work out. */
export async function openAssignmentsOf(db: Database | Transaction, people: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.execute<{ person_id: string; open: number }>(sql`
    select r.person_id, count(*)::int as open
    from review_assignment r join application o on o.id = r.application_id and o.status in ('submitted', 'information_requested')
    where r.person_id in (select jsonb_array_elements_text(${JSON.stringify(people)}::jsonb)::uuid) and r.released_at is null and r.reviewed_at is null
    group by r.person_id`);
  return new Map(rows.map(({ person_id, open }) => [person_id, open]));
}
