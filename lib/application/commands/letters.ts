import type { Work } from "@/lib/kernel/command";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { type LetterSubject, writeLetter } from "@/lib/letter/write";
import { contactsOf, reviewersOf, seatedWithoutConflict } from "@/lib/organization/commands/people-of-application";

type Subject = { readonly id: string; readonly reference: string; readonly list: string };

/** What a letter is about when it is about an application: all of them share one thread. */
export function aboutApplication({ id, reference, list }: Subject): LetterSubject {
  return { kind: "application", id, list, thread: `${reference}.application` };
}

/** Writes one letter to each contact of the application; nobody sees the others. */
export async function writeToContacts<K extends LetterKind>(work: Work, application: Subject, kind: K, data: LetterData[K]): Promise<void> {
  for (const { email } of await contactsOf(work.tx, application.id))
    await writeLetter(work, kind, email, aboutApplication(application), data);
}

/** The addresses of those who review the application now; with `chairs` also of the list's chairs who have no conflict of interest on it. */
export async function reviewerAddresses(work: Work, application: Subject, { chairs }: { chairs: boolean }): Promise<readonly string[]> {
  const reviewing = await reviewersOf(work.tx, application.id);
  const chairing = chairs ? await seatedWithoutConflict(work.tx, application, ["chair"]) : [];
  return [...new Set([...reviewing, ...chairing].map(({ email }) => email))].sort();
}
