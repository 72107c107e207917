import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { contactAlias } from "@/db/schema";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import type { EmailSubject } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { committeeFor, type Representative, representativesOf } from "@/lib/organization/commands/people-of";

type Read = { readonly tx: Database | Transaction };

/** The contact aliases in force, the one that is in use for longest first. */
export async function aliasesOf({ tx }: Read, { id }: Pick<LockedMember, "id">): Promise<readonly string[]> {
  const rows = await tx
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, id), isNull(contactAlias.until)))
    .orderBy(contactAlias.since, contactAlias.id);
  return rows.map(({ address }) => address);
}

/** Everybody who can be written to at a member: its contact aliases in force, and its people, primaries first. */
export async function addressesOf(
  read: Read,
  member: Pick<LockedMember, "id" | "organizationId">,
): Promise<{ readonly aliases: readonly string[]; readonly people: readonly Representative[] }> {
  return { aliases: await aliasesOf(read, member), people: await representativesOf(read, member.organizationId) };
}

/** Writes one email to everybody at the member: its people and its contact aliases. */
export async function writeToMember<K extends EmailKind>(
  work: Work,
  member: LockedMember,
  about: EmailSubject,
  kind: K,
  data: EmailData[K],
): Promise<void> {
  await writeToRepresentatives(work, member, { kind, about, data, also: await aliasesOf(work, member) });
}

/**
 * Writes one email to those of the committee who answer for the member, but not to `except`, who know already. Where that leaves
 * nobody, the list's own address gets it.
 */
export async function writeToCommittee<K extends EmailKind>(
  work: Work,
  { member, list, except = [] }: { member: LockedMember; list: ListDefinition; except?: readonly string[] },
  about: EmailSubject,
  kind: K,
  data: EmailData[K],
): Promise<void> {
  const recipients = (await committeeFor(work, { member, list })).filter((email) => !except.includes(email));
  await writeToEach(work, { kind, about, data, to: recipients.length > 0 ? recipients : [list.contact.email] });
}
