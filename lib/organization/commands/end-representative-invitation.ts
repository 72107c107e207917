import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { organizationInvitation } from "@/db/schema";
import { requireFresh } from "@/lib/identity/fresh";
import { command } from "@/lib/kernel/command";
import { mayActForMember } from "../permissions";
import { approachMember } from "./approach-member";
import { aboutPeople } from "./contacts";

const input = z.strictObject({ member: z.uuid(), invitation: z.uuid() });

/** Takes an invitation back: its link opens nothing any more. Accepted or ended already, nothing happens. */
export const endRepresentativeInvitation = command("endRepresentativeInvitation", input, async (work, { member: id, invitation }) => {
  const { member, actor, subject } = await approachMember(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireFresh(work);
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
