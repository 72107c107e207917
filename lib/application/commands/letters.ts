import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { applicationContact, committeeSeat, person, reviewAssignment } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { type LetterSubject, writeLetter } from "@/lib/letter/write";
import { employerDomain } from "@/lib/organization/employer";
import { conflictOnApplication } from "../queries/conflict";

type Subject = { readonly id: string; readonly reference: string; readonly list: string };

/** What a letter is about when it is about an application: all of them share one thread. */
export function aboutApplication({ id, reference, list }: Subject): LetterSubject {
  return { kind: "application", id, list, thread: `${reference}.application` };
}

/** The addresses of the people who may write in the application, longest there first. */
export async function contactAddresses(work: Work, applicationId: string): Promise<readonly string[]> {
  const rows = await work.tx
    .select({ email: person.email })
    .from(applicationContact)
    .innerJoin(person, eq(person.id, applicationContact.personId))
    .where(eq(applicationContact.applicationId, applicationId))
    .orderBy(asc(applicationContact.since), asc(person.id));
  return rows.map(({ email }) => email);
}

/** Writes one letter to each contact of the application; nobody sees the others. */
export async function writeToContacts<K extends LetterKind>(work: Work, application: Subject, kind: K, data: LetterData[K]): Promise<void> {
  for (const recipient of await contactAddresses(work, application.id))
    await writeLetter(work, kind, recipient, aboutApplication(application), data);
}

/** The addresses of those who review the application now; with `chairs` also of the list's chairs. */
export async function reviewerAddresses(work: Work, application: Subject, { chairs }: { chairs: boolean }): Promise<readonly string[]> {
  const reviewing = await work.tx
    .select({ email: person.email })
    .from(reviewAssignment)
    .innerJoin(person, eq(person.id, reviewAssignment.personId))
    .where(and(eq(reviewAssignment.applicationId, application.id), isNull(reviewAssignment.releasedAt)));
  const chairing = chairs ? await chairsWithoutConflict(work, application) : [];
  return [...new Set([...reviewing, ...chairing].map(({ email }) => email))].sort();
}

/** A chair who has a conflict of interest on the organization, of whatever kind, is not written to about it. */
async function chairsWithoutConflict(work: Work, { id, list }: Subject): Promise<readonly { email: string }[]> {
  const chairs = await work.tx
    .selectDistinct({ personId: person.id, email: person.email })
    .from(committeeSeat)
    .innerJoin(person, eq(person.id, committeeSeat.personId))
    .where(and(eq(committeeSeat.list, list), eq(committeeSeat.role, "chair"), isNull(committeeSeat.revokedAt)));
  const asked = JSON.stringify(chairs.map(({ personId, email }) => ({ id: personId, domain: employerDomain(email) })));
  const { rows } = await work.tx.execute<{ id: string }>(sql`
    select j.id from application a, jsonb_to_recordset(${asked}::jsonb) as j (id uuid, domain text)
    where a.id = ${id} and not ${conflictOnApplication({ person: sql`j.id`, domain: sql`j.domain` })}`);
  return chairs.filter(({ personId }) => rows.some((row) => row.id === personId));
}
