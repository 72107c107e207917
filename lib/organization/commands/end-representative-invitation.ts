import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { organizationInvitation } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { mayActForMember } from "../permissions";
import { aboutPeople } from "./contacts";
import { loadMemberForUpdate } from "./load-member";

const input = z.strictObject({ member: z.uuid(), invitation: z.uuid() });

/** Takes an invitation back: its link opens nothing any more. Accepted or ended already, nothing happens. */
export const endRepresentativeInvitation = command("endRepresentativeInvitation", input, async (work, { member: id, invitation }) => {
  const { member, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work);
  const ended = await work.tx
    .update(organizationInvitation)
    .set({ endedAt: work.now })
    .where(
      and(
        eq(organizationInvitation.id, invitation),
        eq(organizationInvitation.organizationId, member.organizationId),
        isNull(organizationInvitation.acceptedAt),
        isNull(organizationInvitation.endedAt),
      ),
    )
    .returning({ id: organizationInvitation.id });
  if (ended.length === 0) return work.nothingToDo();
  work.audit("representative.invitation_ended", aboutPeople(member));
});
