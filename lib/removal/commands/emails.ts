import { and, eq, isNull } from "drizzle-orm";
import { contactAlias, type removal } from "@/db/schema";
import type { EmailData, EmailRemovalReason } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import type { EmailSubject } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { committeeFor } from "@/lib/organization/commands/people-of";
import type { ReasonBasis } from "../lifecycle";
import { reasonTitle } from "../possible-reasons";

type Removal = Pick<typeof removal.$inferSelect, "id" | "reference" | "list">;

/** What emails and events about one removal are about; its emails are one thread. */
export function aboutRemoval({ id, reference, list }: Removal): EmailSubject {
  return { kind: "removal", id, list, thread: `${reference}.removal` };
}

/** Writes one email to the member: to all its representatives and contact aliases. */
export async function writeToMember<K extends EmailKind>(
  work: Work,
  member: LockedMember,
  about: EmailSubject,
  kind: K,
  data: EmailData[K],
): Promise<void> {
  const aliases = await work.tx
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, member.id), isNull(contactAlias.until)))
    .orderBy(contactAlias.since, contactAlias.id);
  await writeToRepresentatives(work, member, { kind, about, data, also: aliases.map(({ address }) => address) });
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

type Reason = Omit<EmailRemovalReason, "title"> & { readonly criterion: string };

/** The reasons as an email repeats them. */
export function emailReasons(list: ListDefinition, reasons: readonly Reason[]): readonly EmailRemovalReason[] {
  return reasons.map(({ criterion, reason, whatWouldHelp, basis }) => ({
    title: reasonTitle(list, criterion),
    reason,
    whatWouldHelp,
    ...(basis === undefined ? {} : { basis }),
  }));
}

/** Which reasons of an email one press cures. */
export function cures(reasons: readonly { readonly basis: ReasonBasis }[]): { readonly forSilence: boolean; readonly forAlias: boolean } {
  const restsOn = (wanted: ReasonBasis) => reasons.some(({ basis }) => basis === wanted);
  return { forSilence: restsOn("silence"), forAlias: restsOn("alias") };
}
