import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { organizationInvitation } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { mayActForMember } from "../permissions";
import { refuseUnlessMember } from "./contacts";
import { sendInvitation } from "./invite-representative";
import { loadMemberForUpdate } from "./load-member";

const input = z.strictObject({ member: z.uuid(), invitation: z.uuid() });

/** Sends an invitation again, with a new link and a new day; the link before opens nothing any more. */
export const resendRepresentativeInvitation = command("resendRepresentativeInvitation", input, async (work, { member: id, invitation }) => {
  const { member, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnlessMember(member);
  const [open] = await work.tx
    .select({ email: organizationInvitation.email, role: organizationInvitation.role })
    .from(organizationInvitation)
    .where(
      and(
        eq(organizationInvitation.id, invitation),
        eq(organizationInvitation.organizationId, member.organizationId),
        isNull(organizationInvitation.acceptedAt),
        isNull(organizationInvitation.endedAt),
      ),
    );
  refuseUnless(open !== undefined, "This invitation has already been used or withdrawn.", "conflict");
  await sendInvitation(work, { member, inviter: actor, address: open.email, role: open.role });
});
