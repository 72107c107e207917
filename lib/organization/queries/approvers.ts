import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { Eligible } from "@/lib/approval/missing-people";
import { employerDomain } from "../employer";
import { conflictOnMember } from "./conflict";

type Member = { readonly id: string; readonly list: string };

/**
 * The eligible approvers for a member now: reviewers and chairs of its list without a conflict of interest regarding it; where `people`
 * is given, those of them.
 */
export async function eligibleCommittee(
  db: Database | Transaction,
  member: Member,
  people?: readonly (string | null)[],
): Promise<readonly Eligible[]> {
  const asked = people === undefined ? null : JSON.stringify(people.filter((personId) => personId !== null));
  const { rows: committee } = await db.execute<{ id: string; email: string; chair: boolean }>(sql`
    select p.id, p.email, bool_or(s.role = 'chair') as chair from person p join committee_role s on s.person_id = p.id
    where s.list = ${member.list} and s.revoked_at is null and s.role in ('reviewer', 'chair')
      and (${asked}::jsonb is null or p.id in (select asked.id::uuid from jsonb_array_elements_text(${asked}::jsonb) asked (id)))
    group by p.id, p.email`);
  const free = await withoutConflict(
    db,
    member.id,
    committee.map(({ id: personId, email }) => ({ personId, email })),
  );
  return committee.filter(({ id }) => free.has(id));
}

/** Whether a person is a reviewer or chair of a list now, as SQL: without that, what they asked for or approved counts no more. */
export function decidesOn({ person, list }: { person: SQL; list: SQL }): SQL {
  return sql`exists (select 1 from committee_role held where held.person_id = ${person} and held.list = ${list} and held.revoked_at is null
    and held.role in ('reviewer', 'chair'))`;
}

/** Those of the given people who are eligible approvers for a member now. Approvals are counted with this when they take effect. */
export async function eligibleApprovers(
  db: Database | Transaction,
  member: Member,
  people: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  return new Set((await eligibleCommittee(db, member, people)).map(({ id }) => id));
}

/** Those of some people who have no conflict of interest regarding a member at this moment, whatever roles they hold. */
export async function withoutConflict(
  db: Database | Transaction,
  memberId: string,
  people: readonly { readonly personId: string; readonly email: string }[],
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const asked = JSON.stringify(people.map(({ personId, email }) => ({ id: personId, domain: employerDomain(email) })));
  const { rows } = await db.execute<{ id: string }>(sql`
    select j.id from member m, jsonb_to_recordset(${asked}::jsonb) as j (id uuid, domain text)
    where m.id = ${memberId} and not ${conflictOnMember({ who: sql`j.id`, domain: sql`j.domain` })}`);
  return new Set(rows.map(({ id }) => id));
}
