import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { organizationInvitation } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import type { Person } from "@/lib/kernel/actor";
import { assessPersonAddress } from "@/lib/kernel/address";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { type ContactRole, contactRoles } from "@/lib/kernel/roles";
import { newToken } from "@/lib/kernel/token";
import { mayActForMember } from "../permissions";
import { aboutMember } from "./about-member";
import { aboutPeople, refuseUnlessMember } from "./contacts";
import { type LockedMember, loadMemberForUpdate } from "./load-member";
import { confirmOutsidePrimary, elsewhereInput } from "./outside-primary";
import { representativesOf } from "./people-of";
import { refuseAliasAsPerson } from "./person-address";

export const roleInput = z.enum(contactRoles, { error: "Select a role" });

const input = z.strictObject({ member: z.uuid(), email: z.string().max(1000), role: roleInput, elsewhere: elsewhereInput });

export const representativeTokenPurpose = "representative";
const invitationHours = 24;

/**
 * Invites somebody to act for a member, in a role. The email's link is good for a day, opens a page, and takes effect only when
 * the person with that very address signs in and agrees. Invited to the same role already and not yet too old, nothing happens;
 * a newer invitation of the same address ends the one before. A contact alias is nobody, and is not invited.
 * A primary representative from outside the organization's domains is confirmed first, and told to the alias and the committee.
 */
export const inviteRepresentative = command("inviteRepresentative", input, async (work, { member: id, email, role, elsewhere }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnlessMember(member);
  const assessment = assessPersonAddress(email);
  if (!assessment.ok) throw new Refusal(assessment.message, { kind: "input", problems: [{ field: "email", message: assessment.message }] });
  if ((await representativesOf(work, member.organizationId)).some((each) => each.email.toLowerCase() === assessment.folded)) {
    const message = "This person already acts for the organization";
    throw new Refusal(`${message}.`, { kind: "conflict", problems: [{ field: "email", message }] });
  }
  const [open] = await work.tx
    .select({ expiresAt: organizationInvitation.expiresAt, role: organizationInvitation.role })
    .from(organizationInvitation)
    .where(openInvitationOf(member, assessment.folded));
  if (open !== undefined && open.expiresAt > work.now && open.role === role) return work.nothingToDo();
  await confirmOutsidePrimary(work, { member, list }, { address: assessment.address, role, elsewhere });
  await sendInvitation(work, { member, inviter: actor, address: assessment.address, role });
});

/** Ends what was sent to the address before, and writes a new email with a link of its own, within the limits of a day. */
export async function sendInvitation(
  work: Work,
  { member, inviter, address, role }: { member: LockedMember; inviter: Person; address: string; role: ContactRole },
): Promise<void> {
  refuseUnless(
    await withinRate(work, rateLimits.invitationPerOrganization, member.organizationId),
    "You have reached the daily limit for invitations. Try again tomorrow.",
    "too-often",
  );
  await work.tx.update(organizationInvitation).set({ endedAt: work.now }).where(openInvitationOf(member, address.toLowerCase()));
  await refuseAliasAsPerson(
    work,
    { address, organizationId: member.organizationId },
    { message: "Enter an address that only this person reads: this one is a contact alias", field: "email" },
  );
  const { secret, hash } = newToken(representativeTokenPurpose);
  const expiresAt = new Date(work.now.getTime() + invitationHours * 3_600_000);
  await work.tx.insert(organizationInvitation).values({
    organizationId: member.organizationId,
    list: member.list,
    email: address,
    role,
    tokenHash: hash,
    invitedBy: inviter.personId,
    invitedAt: work.now,
    expiresAt,
  });
  await writeEmail(work, "representative-invitation", address, aboutMember(member, "people"), {
    organization: member.name,
    inviter: inviter.name ?? inviter.email,
    role,
    token: secret,
    expiresAt: expiresAt.toISOString(),
  });
  work.audit("representative.invited", aboutPeople(member), { role });
}

function openInvitationOf({ organizationId }: LockedMember, folded: string) {
  return and(
    eq(organizationInvitation.organizationId, organizationId),
    eq(sql`lower(${organizationInvitation.email})`, folded),
    isNull(organizationInvitation.acceptedAt),
    isNull(organizationInvitation.endedAt),
  );
}
