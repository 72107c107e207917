import { eq } from "drizzle-orm";
import { z } from "zod";
import { organizationInvitation } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { mayActForMember } from "../permissions";
import { aboutPeople, endInvitations } from "./contacts";
import { loadMemberForUpdate } from "./load-member";

const input = z.strictObject({ member: z.uuid(), invitation: z.uuid() });

/** Takes an invitation back: its link opens nothing any more. Accepted or ended already, nothing happens. */
export const endRepresentativeInvitation = command("endRepresentativeInvitation", input, async (work, { member: id, invitation }) => {
  const { member, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  const ended = await endInvitations(work, member.organizationId, eq(organizationInvitation.id, invitation));
  if (ended === 0) return work.nothingToDo();
  work.audit("representative.invitation_ended", aboutPeople(member));
});
