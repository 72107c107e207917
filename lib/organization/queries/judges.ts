import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { employerDomain } from "../employer";
import { conflictOnMember } from "./conflict";

/**
 * Those of some people who may judge a member at this very moment: they hold a seat of a reviewer or chair on its list, and have
 * no conflict of interest on it. What takes two people counts by this when it takes effect, whatever held when they said it.
 */
export async function whoMayJudge(
  db: Database | Transaction,
  member: { readonly id: string; readonly list: string },
  people: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  const asked = JSON.stringify(people.filter((personId) => personId !== null));
  const { rows: seated } = await db.execute<{ person_id: string; email: string }>(sql`
    select p.id as person_id, p.email from person p
    where p.id in (select asked.id::uuid from jsonb_array_elements_text(${asked}::jsonb) asked (id)) and exists (
      select 1 from committee_seat s where s.person_id = p.id and s.list = ${member.list} and s.revoked_at is null and s.role in ('reviewer', 'chair'))`);
  if (seated.length === 0) return new Set();

  const judges = JSON.stringify(seated.map(({ person_id, email }) => ({ person_id, domain: employerDomain(email) })));
  const { rows: free } = await db.execute<{ person_id: string }>(sql`
    select j.person_id from member m, jsonb_to_recordset(${judges}::jsonb) as j (person_id uuid, domain text)
    where m.id = ${member.id} and not ${conflictOnMember({ who: sql`j.person_id`, domain: sql`j.domain` })}`);
  return new Set(free.map(({ person_id }) => person_id));
}
