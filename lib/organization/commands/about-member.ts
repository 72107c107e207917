import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { type EmailSubject, writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import type { LockedMember } from "./load-member";
import { representativesOf } from "./people-of";

/** The subject of emails and events about a membership; the emails about one open task share a thread. */
export function aboutMember({ id, list }: Pick<LockedMember, "id" | "list">, openTask = "membership"): EmailSubject {
  return { kind: "member", id, list, thread: `${id}.${openTask}` };
}

/** Writes one email to everybody who acts for the organization, and to some more; each once, and nobody sees the others. */
export async function writeToRepresentatives<K extends EmailKind>(
  work: Work,
  member: LockedMember,
  { kind, about, data, also = [] }: { kind: K; about: EmailSubject; data: EmailData[K]; also?: readonly string[] },
): Promise<void> {
  const representatives = await representativesOf(work, member.organizationId);
  await writeToEach(work, { kind, about, data, to: [...representatives.map(({ email }) => email), ...also] });
}

/** Writes one email to each of some addresses. Addresses that differ in case only are one mailbox to people. */
export async function writeToEach<K extends EmailKind>(
  work: Work,
  { kind, about, data, to }: { kind: K; about: EmailSubject; data: EmailData[K]; to: readonly string[] },
): Promise<void> {
  const each = new Map(to.map((address) => [address.toLowerCase(), address]));
  for (const recipient of each.values()) await writeEmail(work, kind, recipient, about, data);
}
