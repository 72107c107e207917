import { eq } from "drizzle-orm";
import { memberChange } from "@/db/schema";
import type { EmailSubject } from "@/lib/email/write";
import { dayOf } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { committeeFor } from "@/lib/organization/commands/people-of";
import { aliasesOf } from "./write-to";

export type MemberChange = typeof memberChange.$inferSelect;

/** A change of a member's name, with the member locked. */
export async function loadMemberChangeForUpdate(
  work: Work,
  changeId: string,
): Promise<LockedMemberContext & { readonly change: MemberChange }> {
  const [found] = await work.tx.select({ memberId: memberChange.memberId }).from(memberChange).where(eq(memberChange.id, changeId));
  if (found === undefined) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  const [change] = await work.tx.select().from(memberChange).where(eq(memberChange.id, changeId));
  if (change === undefined) throw notAllowed();
  return { ...locked, change };
}

/** What events about a change are about: the membership, whose log tells it. */
export function aboutChange({ memberId, list, reference }: Pick<MemberChange, "memberId" | "list" | "reference">): EmailSubject {
  return { kind: "member", id: memberId, list, thread: `${reference}.member-change` };
}

/** Tells everybody who acts for the organization that a change was asked for, and the committee that has to review it. */
export async function tellOfChange(
  work: Work,
  { member, list }: Pick<LockedMemberContext, "member" | "list">,
  { change, person }: { change: MemberChange; person: string },
): Promise<void> {
  const about = aboutChange(change);
  const { reference, kind, newName, reason, askedAt } = change;
  const data = { organization: member.name, reference, kind, newName, person, reason, on: dayOf(askedAt) };
  await writeToRepresentatives(work, member, { kind: "member-change-asked", about, data: { ...data, reader: "member" } });
  const to = await committeeFor(work, { member, list });
  await writeToEach(work, { kind: "member-change-asked", about, data: { ...data, reason: "", reader: "committee" }, to });
}

/** Tells everybody who acts for the organization, and its contact aliases, what became of the change. */
export async function tellOutcome(
  work: Work,
  { member, change }: Pick<LockedMemberContext, "member"> & { change: MemberChange },
  { accepted, reason }: { accepted: boolean; reason: string },
): Promise<void> {
  const { oldName: organization, newName, reference } = change;
  await writeToRepresentatives(work, member, {
    kind: "member-change-decided",
    about: aboutChange(change),
    data: { organization, newName, reference, accepted, reason },
    also: accepted ? await aliasesOf(work, member) : [],
  });
}
