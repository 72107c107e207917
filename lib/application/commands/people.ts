import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { applicationContact, committeeRole, person, reviewAssignment } from "@/db/schema";
import type { CommitteeRole } from "@/lib/kernel/roles";
import { employerDomain } from "@/lib/organization/employer";
import { conflictOnApplication } from "../queries/conflict";

/** The people who may write in an application, the longest there first. */
export function contactsOf(db: Database | Transaction, applicationId: string) {
  return db
    .select({ name: person.name, email: person.email })
    .from(applicationContact)
    .innerJoin(person, eq(person.id, applicationContact.personId))
    .where(eq(applicationContact.applicationId, applicationId))
    .orderBy(asc(applicationContact.since), asc(person.id));
}

/** The people who review an application now. */
export function reviewersOf(db: Database | Transaction, applicationId: string) {
  return db
    .select({ email: person.email })
    .from(reviewAssignment)
    .innerJoin(person, eq(person.id, reviewAssignment.personId))
    .where(and(eq(reviewAssignment.applicationId, applicationId), isNull(reviewAssignment.releasedAt)))
    .orderBy(asc(person.email));
}

/** Those who hold one of some roles of the list and have no conflict of interest, of whatever kind, on an application. */
export async function committeeWithoutConflict(
  db: Database | Transaction,
  { id, list }: { readonly id: string; readonly list: string },
  roles: readonly CommitteeRole[],
): Promise<readonly { readonly email: string }[]> {
  const committee = await db
    .selectDistinct({ personId: person.id, email: person.email })
    .from(committeeRole)
    .innerJoin(person, eq(person.id, committeeRole.personId))
    .where(and(eq(committeeRole.list, list), inArray(committeeRole.role, [...roles]), isNull(committeeRole.revokedAt)))
    .orderBy(asc(person.email));
  const asked = JSON.stringify(committee.map(({ personId, email }) => ({ id: personId, domain: employerDomain(email) })));
  const { rows } = await db.execute<{ id: string }>(sql`
    select j.id from application a, jsonb_to_recordset(${asked}::jsonb) as j (id uuid, domain text)
    where a.id = ${id} and not ${conflictOnApplication({ person: sql`j.id`, domain: sql`j.domain` })}`);
  return committee.filter(({ personId }) => rows.some((row) => row.id === personId));
}
