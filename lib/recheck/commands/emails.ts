import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { contactAlias } from "@/db/schema";
import type { EmailCalendar, EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { type EmailSubject, writeEmail } from "@/lib/email/write";
import type { Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { committeeFor, type Representative, representativesOf } from "@/lib/organization/commands/people-of";

type Recheck = { readonly id: string; readonly reference: string; readonly list: string };

/** What emails and events about one re-check are about; its emails are one thread. */
export function aboutRecheck({ id, reference, list }: Recheck): EmailSubject {
  return { kind: "recheck", id, list, thread: `${reference}.recheck` };
}

/**
 * The day of a re-check for the calendars of representatives. A re-check counts its version up with every change, so this is the one
 * that it has when the handler that writes the email is told.
 */
export function calendarOf(
  work: Work,
  { version }: { readonly version: number },
  { on, cancelled = false }: { readonly on: Day; readonly cancelled?: boolean },
): EmailCalendar {
  return { on, sequence: version + 1, stampedAt: work.now.toISOString(), cancelled };
}

/** Everybody who can be written to at a member: its contact aliases in force, and its people, primaries first. */
export async function addressesOf(
  work: { readonly tx: Database | Transaction },
  { id, organizationId }: Pick<LockedMember, "id" | "organizationId">,
): Promise<{ readonly aliases: readonly string[]; readonly people: readonly Representative[] }> {
  const aliases = await work.tx
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, id), isNull(contactAlias.until)))
    .orderBy(contactAlias.since, contactAlias.id);
  return { aliases: aliases.map(({ address }) => address), people: await representativesOf(work, organizationId) };
}

/** Each address once, whatever its case. */
export function eachOnce(addresses: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return addresses.filter((address) => !seen.has(address.toLowerCase()) && seen.add(address.toLowerCase()));
}

/** Writes one email to everybody at the member: its people and its contact aliases. */
export async function writeToMember<K extends EmailKind>(
  work: Work,
  member: LockedMember,
  about: EmailSubject,
  kind: K,
  data: EmailData[K],
): Promise<void> {
  const { aliases, people } = await addressesOf(work, member);
  for (const recipient of eachOnce([...people.map(({ email }) => email), ...aliases])) await writeEmail(work, kind, recipient, about, data);
}

/** Writes one email to those of the committee who answer for the member. */
export async function writeToCommittee<K extends EmailKind>(
  work: Work,
  { member, list }: { member: LockedMember; list: ListDefinition },
  about: EmailSubject,
  kind: K,
  data: EmailData[K],
): Promise<void> {
  for (const recipient of await committeeFor(work, { member, list })) await writeEmail(work, kind, recipient, about, data);
}
