import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { joinRequest, memberChange, member as members, organizationInvitation, succession } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { command, type Work } from "@/lib/kernel/command";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { approachMember, type LockedMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";

const input = z.object({ memberId: z.uuid() });

/**
 * A member has left: requests to join it, to succeed its people and to rename it end unanswered, and so do its invitations, unless
 * the organization is a member of another list. Still a member, or nothing open, nothing happens.
 */
export const closeRequestsOfDeparted = command("closeRequestsOfDeparted", input, async (work, { memberId }) => {
  const { member, actor } = await approachMember(work, memberId);
  work.authorize(isWorker(actor));
  if (member.leftOn === null) return work.nothingToDo();
  const ended = (await endRequests(work, member)) + (await endInvitations(work, member));
  if (ended === 0) return work.nothingToDo();
  work.audit("member.requests_closed", aboutMember(member));
});

async function endRequests(work: Work, { id }: LockedMember): Promise<number> {
  const joins = await work.tx
    .update(joinRequest)
    .set({ answeredAt: work.now, accepted: false })
    .where(and(eq(joinRequest.memberId, id), isNull(joinRequest.answeredAt)))
    .returning({ id: joinRequest.id });
  const changes = await work.tx
    .update(memberChange)
    .set({ decidedAt: work.now, accepted: false })
    .where(and(eq(memberChange.memberId, id), isNull(memberChange.decidedAt)))
    .returning({ id: memberChange.id });
  const successions = await work.tx
    .update(succession)
    .set({ status: "refused", endedAt: work.now, endedThrough: "departure" })
    .where(and(eq(succession.memberId, id), eq(succession.status, "open")))
    .returning({ id: succession.id });
  for (const each of successions) await endAliasCheck(work, { kind: "succession", id: each.id });
  return joins.length + changes.length + successions.length;
}

async function endInvitations(work: Work, { organizationId }: LockedMember): Promise<number> {
  const elsewhere = await work.tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), isNull(members.leftOn)))
    .limit(1);
  if (elsewhere.length > 0) return 0;
  const open = work.tx
    .select({ id: organizationInvitation.id })
    .from(organizationInvitation)
    .where(
      and(
        eq(organizationInvitation.organizationId, organizationId),
        isNull(organizationInvitation.acceptedAt),
        isNull(organizationInvitation.endedAt),
      ),
    );
  const ended = await work.tx
    .update(organizationInvitation)
    .set({ endedAt: sql`${work.now.toISOString()}::timestamptz` })
    .where(inArray(organizationInvitation.id, open))
    .returning({ id: organizationInvitation.id });
  return ended.length;
}
