import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { member, organizationInvitation } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { tokenHash } from "@/lib/kernel/token";
import { invitationState } from "../people";
import { aboutMember, writeToRepresentatives } from "./about-member";
import { aboutPeople, giveRole } from "./contacts";
import { representativeTokenPurpose } from "./invite-representative";
import { loadMemberForUpdate } from "./load-member";
import { representativesOf } from "./people-of";
import { refuseAliasAsPerson } from "./person-address";

const input = z.strictObject({ token: z.string().max(100) });

/** Why an invitation can no longer be accepted, said to the person with its link. */
export const closedInvitationSentences = {
  accepted: "This invitation has already been used. Ask for a new one.",
  ended: "This invitation was withdrawn, or a newer one was sent. Ask the person who invited you.",
  expired: "This invitation is older than a day. Ask the person who invited you for a new one.",
} as const;

const aliasSignsIn = "The address you signed in with is now a contact alias. Ask to be invited with an address that only you read";

/**
 * Somebody agrees to act for an organization: signed in with the very address the invitation went to. Everybody who acts for it is
 * told. Returns the list. Acts for it already, nothing happens; an invitation is used up by the first agreement.
 */
export const acceptRepresentative = command("acceptRepresentative", input, async (work, { token }): Promise<{ list: string }> => {
  const hash = eq(organizationInvitation.tokenHash, tokenHash(representativeTokenPurpose, token));
  const [found] = await work.tx
    .select({ memberId: member.id })
    .from(organizationInvitation)
    .innerJoin(
      member,
      and(
        eq(member.organizationId, organizationInvitation.organizationId),
        eq(member.list, organizationInvitation.list),
        isNull(member.leftOn),
      ),
    )
    .where(hash);
  if (found === undefined) throw notAllowed();
  const { member: held } = await loadMemberForUpdate(work, found.memberId);
  const [invitation] = await work.tx.select().from(organizationInvitation).where(hash);
  const { actor } = work;
  work.authorize(isPerson(actor) && invitation !== undefined && actor.email.toLowerCase() === invitation.email.toLowerCase());
  if (!isPerson(actor) || invitation === undefined) throw notAllowed();

  const state = invitationState(invitation, work.now);
  const acts = (await representativesOf(work, held.organizationId)).some(({ personId }) => personId === actor.personId);
  if (acts) {
    work.nothingToDo(); // the role they have stays: an old invitation takes nobody's rights away
    return { list: held.list };
  }
  if (state !== "open") refuseUnless(false, closedInvitationSentences[state], "conflict");
  await refuseAliasAsPerson(work, { address: actor.email, ...held }, { message: aliasSignsIn });
  await work.tx.update(organizationInvitation).set({ acceptedAt: work.now, acceptedBy: actor.personId }).where(hash);
  await giveRole(work, { organizationId: held.organizationId, personId: actor.personId, role: invitation.role });
  await writeToRepresentatives(work, held, {
    kind: "people-changed",
    about: aboutMember(held, "people"),
    data: {
      organization: held.name,
      person: actor.name ?? actor.email,
      change: "added",
      role: invitation.role,
      through: "invited",
      on: work.today,
    },
  });
  work.audit("representative.joined", aboutPeople(held), { role: invitation.role });
  return { list: held.list };
});
