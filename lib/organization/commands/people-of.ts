import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { Work } from "@/lib/kernel/command";
import type { CommitteeRole, ContactRole } from "@/lib/kernel/roles";
import type { ListDefinition } from "@/lib/list/definition";
import { withoutConflict } from "../queries/approvers";
import type { LockedMember } from "./load-member";

export type Representative = {
  readonly personId: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: ContactRole;
};

/** Everybody who acts for an organization now, primaries first, then by how long they do. */
export async function representativesOf(
  { tx }: { readonly tx: Database | Transaction },
  organizationId: string,
): Promise<readonly Representative[]> {
  const { rows } = await tx.execute<{ person_id: string; email: string; name: string | null; role: ContactRole }>(sql`
    select c.person_id, p.email, p.name, c.role from organization_contact c join person p on p.id = c.person_id
    where c.organization_id = ${organizationId} and c.until_at is null
    order by array_position(array['primary', 'deputy', 'reader'], c.role), c.since_at, p.id`);
  return rows.map(({ person_id: personId, email, name, role }) => ({ personId, email, name, role }));
}

/**
 * The addresses of those who answer for a member in the committee: holders of the given roles without a conflict of interest regarding
 * it; when there is none, the administrators; when there is none of those either, the list's own address. Never empty.
 */
export async function committeeFor(
  work: Work,
  { member, list, roles = ["reviewer", "chair"] }: { member: LockedMember; list: ListDefinition; roles?: readonly CommitteeRole[] },
): Promise<readonly string[]> {
  const holders = await holdersOf(work, member.list, roles);
  const may = await withoutConflict(work.tx, member.id, holders);
  const free = holders.filter(({ personId }) => may.has(personId));
  const recipients = free.length > 0 ? free : await holdersOf(work, member.list, ["administrator"]);
  return recipients.length > 0 ? recipients.map(({ email }) => email) : [list.contact.email];
}

async function holdersOf(
  work: Work,
  list: string,
  roles: readonly CommitteeRole[],
): Promise<readonly { personId: string; email: string }[]> {
  const { rows } = await work.tx.execute<{ person_id: string; email: string }>(sql`
    select p.id as person_id, p.email from committee_role s join person p on p.id = s.person_id
    where s.list = ${list} and s.revoked_at is null and s.role in (${sql.join(
      roles.map((role) => sql`${role}`),
      sql`, `,
    )})
    group by p.id order by min(s.granted_at), p.id`);
  return rows.map(({ person_id: personId, email }) => ({ personId, email }));
}
