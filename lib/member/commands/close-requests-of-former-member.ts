import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { accessRecovery, joinRequest, memberChange, member as members, person } from "@/db/schema";
import { endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { writeEmail } from "@/lib/email/write";
import { command, type Work } from "@/lib/kernel/command";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { endInvitations } from "@/lib/organization/commands/contacts";
import { type LockedMember, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { aboutAccessRecovery } from "./access-recovery";

const input = z.object({ memberId: z.uuid() });

/**
 * A member has left: requests to join it, to succeed its people and to rename it end unanswered, and so do its invitations, unless
 * the organization is a member of another list. Still a member, or nothing open, nothing happens.
 */
export const closeRequestsOfFormerMember = command("closeRequestsOfFormerMember", input, async (work, { memberId }) => {
  const { member, actor } = await loadMemberForUpdate(work, memberId);
  work.authorize(isWorker(actor));
  if (member.leftOn === null) return work.nothingToDo();
  const ended = (await endRequests(work, member)) + (await endInvitationsUnlessElsewhere(work, member));
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
    await writeEmail(work, "join-answered", await addressOf(work, personId), aboutMember(member, `join-${id}`), {
      organization: member.name,
      role: null,
    });
  const changes = await work.tx
    .update(memberChange)
    .set({ decidedAt: work.now, accepted: false })
    .where(and(eq(memberChange.memberId, member.id), isNull(memberChange.decidedAt)))
    .returning({ id: memberChange.id });
  const accessRecoveries = await work.tx
    .update(accessRecovery)
    .set({ status: "refused", endedAt: work.now, endedThrough: "end-of-membership" })
    .where(and(eq(accessRecovery.memberId, member.id), eq(accessRecovery.status, "open")))
    .returning({
      id: accessRecovery.id,
      list: accessRecovery.list,
      reference: accessRecovery.reference,
      organization: accessRecovery.organization,
      personId: accessRecovery.personId,
    });
  for (const ended of accessRecoveries) {
    await endAliasCheck(work, { kind: "access-recovery", id: ended.id });
    await writeEmail(work, "access-recovery-ended", await addressOf(work, ended.personId), aboutAccessRecovery(ended), {
      organization: ended.organization,
      reference: ended.reference,
      why: "end-of-membership",
      reason: "",
    });
  }
  return joins.length + changes.length + accessRecoveries.length;
}

/** Those who asked from outside are told; its own people have the farewell. */
async function addressOf(work: Work, personId: string): Promise<string> {
  const [row] = await work.tx.select({ email: person.email }).from(person).where(eq(person.id, personId));
  if (row === undefined) throw new Error("A request without a person was stored");
  return row.email;
}

async function endInvitationsUnlessElsewhere(work: Work, { organizationId }: LockedMember): Promise<number> {
  const elsewhere = await work.tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), isNull(members.leftOn)))
    .limit(1);
  if (elsewhere.length > 0) return 0;
  return endInvitations(work, organizationId);
}
