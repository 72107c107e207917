import type { Work } from "@/lib/kernel/command";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { type LetterSubject, writeLetter } from "@/lib/letter/write";
import type { LockedMember } from "@/lib/organization/commands/approach-member";
import { representativesOf } from "@/lib/organization/commands/people-of";

/** What letters and events about a membership are about; the letters of one obligation of it share a thread. */
export function aboutMember({ id, list }: Pick<LockedMember, "id" | "list">, obligation = "membership"): LetterSubject {
  return { kind: "member", id, list, thread: `${id}.${obligation}` };
}

/** Writes one letter to everybody who acts for the organization; nobody sees the others. */
export async function writeToRepresentatives<K extends LetterKind>(
  work: Work,
  member: LockedMember,
  { kind, about, data, also = [] }: { kind: K; about: LetterSubject; data: LetterData[K]; also?: readonly string[] },
): Promise<void> {
  const addresses = [...(await representativesOf(work, member.organizationId)).map(({ email }) => email), ...also];
  for (const recipient of onceEach(addresses)) await writeLetter(work, kind, recipient, about, data);
}

/** Addresses that differ in case only are one mailbox to people. */
function onceEach(addresses: readonly string[]): readonly string[] {
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}
