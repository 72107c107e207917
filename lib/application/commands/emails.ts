import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { type EmailSubject, writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import { committeeWithoutConflict, contactsOf, reviewersOf } from "./people";

type Subject = { readonly id: string; readonly reference: string; readonly list: string };

/** What an email is about when it is about an application: all of them share one thread. */
export function aboutApplication({ id, reference, list }: Subject): EmailSubject {
  return { kind: "application", id, list, thread: `${reference}.application` };
}

/** Writes one email to each contact of the application; nobody sees the others. */
export async function writeToContacts<K extends EmailKind>(work: Work, application: Subject, kind: K, data: EmailData[K]): Promise<void> {
  for (const { email } of await contactsOf(work.tx, application.id))
    await writeEmail(work, kind, email, aboutApplication(application), data);
}

/** The addresses of those who review the application now; with `chairs` also of the list's chairs who have no conflict of interest regarding it. */
export async function reviewerAddresses(work: Work, application: Subject, { chairs }: { chairs: boolean }): Promise<readonly string[]> {
  const reviewing = await reviewersOf(work.tx, application.id);
  const chairing = chairs ? await committeeWithoutConflict(work.tx, application, ["chair"]) : [];
  return [...new Set([...reviewing, ...chairing].map(({ email }) => email))].sort();
}
