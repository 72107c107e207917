import { and, eq, isNull } from "drizzle-orm";
import { contactAlias, type removal } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import type { LetterData, LetterGround } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { type LetterSubject, writeLetter } from "@/lib/letter/write";
import type { ListDefinition } from "@/lib/list/definition";
import type { LockedMember } from "@/lib/organization/commands/approach-member";
import { committeeFor, representativesOf } from "@/lib/organization/commands/people-of";
import { groundTitle } from "../grounds";

type Removal = Pick<typeof removal.$inferSelect, "id" | "reference" | "list">;

/** What letters and events about one removal are about; its letters are one thread. */
export function aboutRemoval({ id, reference, list }: Removal): LetterSubject {
  return { kind: "removal", id, list, thread: `${reference}.removal` };
}

/** Everybody who stands for the member and everybody who reads its contact aliases, each once. */
export async function memberAddresses(work: Work, { id, organizationId }: LockedMember): Promise<readonly string[]> {
  const people = await representativesOf(work, organizationId);
  const aliases = await work.tx
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, id), isNull(contactAlias.until)))
    .orderBy(contactAlias.since, contactAlias.id);
  const seen = new Set<string>();
  return [...people.map(({ email }) => email), ...aliases.map(({ address }) => address)].filter((address) => {
    const folded = address.toLowerCase();
    return seen.has(folded) ? false : seen.add(folded);
  });
}

/** Writes one letter about a removal to the member: to all who stand for it, and to its contact aliases. */
export async function writeToMember<K extends LetterKind>(
  work: Work,
  member: LockedMember,
  about: LetterSubject,
  kind: K,
  data: LetterData[K],
): Promise<void> {
  for (const recipient of await memberAddresses(work, member)) await writeLetter(work, kind, recipient, about, data);
}

/** Writes one letter to those of the committee who answer for the member, but not to `except`, who know already. */
export async function writeToCommittee<K extends LetterKind>(
  work: Work,
  { member, list, except = [] }: { member: LockedMember; list: ListDefinition; except?: readonly string[] },
  about: LetterSubject,
  kind: K,
  data: LetterData[K],
): Promise<void> {
  const told = (await committeeFor(work, { member, list })).filter((email) => !except.includes(email));
  for (const recipient of told) await writeLetter(work, kind, recipient, about, data);
}

type Ground = { readonly criterion: string; readonly reason: string; readonly whatWouldHelp: string };

/** The grounds as a letter repeats them. */
export function letterGrounds(list: ListDefinition, grounds: readonly Ground[]): readonly LetterGround[] {
  return grounds.map(({ criterion, reason, whatWouldHelp }) => ({ title: groundTitle(list, criterion), reason, whatWouldHelp }));
}
