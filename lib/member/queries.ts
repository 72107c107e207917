import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { ContactRole } from "@/lib/kernel/roles";

/** One membership that somebody acts for, and in which role. */
export type CurrentMembership = {
  readonly memberId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly role: ContactRole;
  readonly since: string;
  readonly leftOn: string | null;
};

/** The memberships on a list of the organizations that the viewer acts for, by name, those that ended last. Empty for everybody else. */
export async function currentMemberships(viewer: Actor, list: string): Promise<readonly CurrentMembership[]> {
  if (!isPerson(viewer) || viewer.contacts.length === 0) return [];
  const { rows } = await database().execute<Omit<CurrentMembership, "leftOn"> & { readonly leftOn: string | null }>(sql`
    select m.id as "memberId", m.organization_id as "organizationId", m.name, c.role, m.since_on as since, m.left_on as "leftOn"
    from organization_contact c join member m on m.organization_id = c.organization_id
    where c.person_id = ${viewer.personId} and c.until_at is null and m.list = ${list}
    order by m.left_on is not null, lower(m.name), m.id
    limit 50`);
  return rows;
}
