import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { employerDomain } from "../employer";
import { conflictOnMember } from "./conflict";

/**
 * Those of the given people who are eligible approvers for a member now: they are a reviewer or chair of its list, and have
 * no conflict of interest regarding it. Approvals are counted with this when they take effect, whatever applied when they were given.
 */
export async function eligibleApprovers(
  db: Database | Transaction,
  member: { readonly id: string; readonly list: string },
  people: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  const asked = JSON.stringify(people.filter((personId) => personId !== null));
  const { rows: committee } = await db.execute<{ person_id: string; email: string }>(sql`
    select p.id as person_id, p.email from person p
    where p.id in (select asked.id::uuid from jsonb_array_elements_text(${asked}::jsonb) asked (id)) and exists (
      select 1 from committee_role s where s.person_id = p.id and s.list = ${member.list} and s.revoked_at is null and s.role in ('reviewer', 'chair'))`);
  return withoutConflict(
    db,
    member.id,
    committee.map(({ person_id: personId, email }) => ({ personId, email })),
  );
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
