import { and, eq, isNull, type SQL } from "drizzle-orm";
import { organizationContact, organizationDomain, organizationInvitation } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import type { ContactRole } from "@/lib/kernel/roles";
import type { LockedMember } from "./load-member";
import { type Representative, representativesOf } from "./people-of";

type Contact = { readonly organizationId: string; readonly personId: string };

const openContact = ({ organizationId, personId }: Contact) =>
  and(
    eq(organizationContact.organizationId, organizationId),
    eq(organizationContact.personId, personId),
    isNull(organizationContact.until),
  );

/**
 * Lets a person act for an organization in a role from now on. The new role replaces an earlier one,
 * which stays on record. The organization must be locked.
 */
export async function giveRole(work: Work, { organizationId, personId, role }: Contact & { role: ContactRole }): Promise<void> {
  await endContact(work, { organizationId, personId });
  await work.tx.insert(organizationContact).values({ organizationId, personId, role, since: work.now });
}

/** Lets a person act for an organization, unless they do already. */
export async function addContact(work: Work, contact: Contact & { role: ContactRole }): Promise<void> {
  await work.tx
    .insert(organizationContact)
    .values({ ...contact, since: work.now })
    .onConflictDoNothing();
}

/** Adds domains that are proven to be an organization's. */
export async function addDomains(work: Work, organizationId: string, domains: readonly string[]): Promise<void> {
  await work.tx
    .insert(organizationDomain)
    .values(domains.map((domain) => ({ organizationId, domain })))
    .onConflictDoNothing();
}

/** Ends a person's right to act for an organization. Every request reads rights anew, so an open session has none from now on. */
export async function endContact(work: Work, contact: Contact): Promise<void> {
  await work.tx.update(organizationContact).set({ until: work.now }).where(openContact(contact));
}

/** Ends the open invitations that a person sent who may no longer act for the organization. */
export async function endInvitationsBy(work: Work, { organizationId, personId }: Contact): Promise<void> {
  await endInvitations(work, organizationId, eq(organizationInvitation.invitedBy, personId));
}

/** Ends the open invitations to act for an organization, or some of them. Returns how many there were. */
export async function endInvitations(work: Work, organizationId: string, which?: SQL): Promise<number> {
  const ended = await work.tx
    .update(organizationInvitation)
    .set({ endedAt: work.now })
    .where(
      and(
        eq(organizationInvitation.organizationId, organizationId),
        which,
        isNull(organizationInvitation.acceptedAt),
        isNull(organizationInvitation.endedAt),
      ),
    )
    .returning({ id: organizationInvitation.id });
  return ended.length;
}

/** One of an organization's people; refuses when the person is not among them any more. */
export async function representativeNow(
  work: Work,
  organizationId: string,
  personId: string,
): Promise<{ readonly all: readonly Representative[]; readonly one: Representative }> {
  const all = await representativesOf(work, organizationId);
  const one = all.find((each) => each.personId === personId);
  refuseUnless(one !== undefined, "This person does not act for the organization any more.", "conflict");
  return { all, one };
}

/** A member that has left the list can no longer change its membership. */
export function refuseUnlessMember(member: LockedMember): void {
  refuseUnless(member.leftOn === null, "The organization is no longer a member of the list.", "conflict");
}

/** What events about the people of an organization are about: they act for it on every list. */
export function aboutPeople({ organizationId, list }: Pick<LockedMember, "organizationId" | "list">) {
  return { kind: "organization", id: organizationId, list } as const;
}
