import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { joinRequest, memberChange, member as members, organizationInvitation, person, succession } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { command, type Work } from "@/lib/kernel/command";
import { writeLetter } from "@/lib/letter/write";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { approachMember, type LockedMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";
import { aboutSuccession } from "./succession";

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

async function endRequests(work: Work, member: LockedMember): Promise<number> {
  const joins = await work.tx
    .update(joinRequest)
    .set({ answeredAt: work.now, accepted: false })
    .where(and(eq(joinRequest.memberId, member.id), isNull(joinRequest.answeredAt)))
    .returning({ id: joinRequest.id, personId: joinRequest.personId });
  for (const { id, personId } of joins)
    await writeLetter(work, "join-answered", await addressOf(work, personId), aboutMember(member, `join-${id}`), {
      organization: member.name,
      role: null,
    });
  const changes = await work.tx
    .update(memberChange)
    .set({ decidedAt: work.now, accepted: false })
    .where(and(eq(memberChange.memberId, member.id), isNull(memberChange.decidedAt)))
    .returning({ id: memberChange.id });
  const successions = await work.tx
    .update(succession)
    .set({ status: "refused", endedAt: work.now, endedThrough: "departure" })
    .where(and(eq(succession.memberId, member.id), eq(succession.status, "open")))
    .returning({
      id: succession.id,
      list: succession.list,
      reference: succession.reference,
      organization: succession.organization,
      personId: succession.personId,
    });
  for (const ended of successions) {
    await endAliasCheck(work, { kind: "succession", id: ended.id });
    await writeLetter(work, "succession-ended", await addressOf(work, ended.personId), aboutSuccession(ended), {
      organization: ended.organization,
      reference: ended.reference,
      why: "departure",
      reason: "",
    });
  }
  return joins.length + changes.length + successions.length;
}

/** Those who asked from outside are told; its own people have the farewell. */
async function addressOf(work: Work, personId: string): Promise<string> {
  const [row] = await work.tx.select({ email: person.email }).from(person).where(eq(person.id, personId));
  if (row === undefined) throw new Error("Somebody asked who is nobody");
  return row.email;
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
