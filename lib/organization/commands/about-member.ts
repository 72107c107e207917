import type { Work } from "@/lib/kernel/command";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { type LetterSubject, writeLetter } from "@/lib/letter/write";
import type { LockedMember } from "./approach-member";
import { representativesOf } from "./people-of";

/** What letters and events about a membership are about; the letters of one obligation of it share a thread. */
export function aboutMember({ id, list }: Pick<LockedMember, "id" | "list">, obligation = "membership"): LetterSubject {
  return { kind: "member", id, list, thread: `${id}.${obligation}` };
}

/** Writes one letter to everybody who acts for the organization, and to some more; each once, and nobody sees the others. */
export async function writeToRepresentatives<K extends LetterKind>(
  work: Work,
  member: LockedMember,
  { kind, about, data, also = [] }: { kind: K; about: LetterSubject; data: LetterData[K]; also?: readonly string[] },
): Promise<void> {
  const representatives = await representativesOf(work, member.organizationId);
  await writeToEach(work, { kind, about, data, to: [...representatives.map(({ email }) => email), ...also] });
}

/** Writes one letter to each of some addresses. Addresses that differ in case only are one mailbox to people. */
export async function writeToEach<K extends LetterKind>(
  work: Work,
  { kind, about, data, to }: { kind: K; about: LetterSubject; data: LetterData[K]; to: readonly string[] },
): Promise<void> {
  const each = new Map(to.map((address) => [address.toLowerCase(), address]));
  for (const recipient of each.values()) await writeLetter(work, kind, recipient, about, data);
}
