import { eq } from "drizzle-orm";
import { z } from "zod";
import { memberChange, member as members, organization, organizationDomain } from "@/db/schema";
import { mayApprove } from "@/lib/approval/permissions";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { recordApproval } from "@/lib/organization/commands/approval";
import { refuseUnlessMember } from "@/lib/organization/commands/contacts";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { employerDomain } from "@/lib/organization/employer";
import { aboutChange, loadMemberChangeForUpdate, type MemberChange, tellOutcome } from "./member-change";

const input = z.strictObject({
  change: z.uuid(),
  verdict: z.enum(["agree", "object"], { error: "Select whether you agree" }),
  reason: manyLines(2000, { name: "Reason" }),
});

/**
 * One of the committee agrees to another name, or objects with a reason that the member is told: an objection declines it. With the
 * second agreement the member, its organization and its domains have the new name; the membership, its dates and its history stay.
 * Nobody decides a change that brings the domain along under which they work themselves.
 */
export const decideMemberChange = command("decideMemberChange", input, async (work, { change: id, verdict, reason }) => {
  const { member, actor, subject, change } = await loadMemberChangeForUpdate(work, id);
  work.authorize(
    mayApprove("member-change", actor, subject) && isPerson(actor) && !change.newDomains.includes(employerDomain(actor.email) ?? ""),
  );
  requireRecentSignIn(work, actor);
  refuseUnless(change.decidedAt === null, "This change has already been decided.", "conflict");
  refuseUnlessMember(member);
  if (verdict === "object" && reason === "") {
    const message = "Enter why you object. The member will read it";
    throw new Refusal(`${message}.`, { kind: "input", problems: [{ field: "reason", message }] });
  }
  const about = aboutChange(change);
  const role = roleOf(actor, member.list);
  const approval = await recordApproval(work, "member-change", { id, member, actor, verdict, reason });
  if (verdict === "object") {
    await decide(work, change, false);
    await tellOutcome(work, { member, change }, { accepted: false, reason });
    return work.audit("member_change.declined", about, {}, role);
  }
  if (!approval.isApproved) {
    if (!approval.isNew) return work.nothingToDo();
    return work.audit("member_change.agreed", about, {}, role);
  }
  await decide(work, change, true);
  await rename(work, member, change);
  await tellOutcome(work, { member, change }, { accepted: true, reason: "" });
  work.audit("member.renamed", about, { kind: change.kind }, role);
});

async function decide(work: Work, { id }: MemberChange, accepted: boolean): Promise<void> {
  await work.tx.update(memberChange).set({ decidedAt: work.now, accepted }).where(eq(memberChange.id, id));
}

/** The organization has the name everywhere; the roster of another list shows its own until its committee agrees too. */
async function rename(work: Work, { id, organizationId }: LockedMember, { newName, newDomains }: MemberChange): Promise<void> {
  await work.tx
    .update(members)
    .set({ name: newName, nameSkeleton: nameSkeleton(newName) })
    .where(eq(members.id, id));
  await work.tx.update(organization).set({ name: newName }).where(eq(organization.id, organizationId));
  if (newDomains.length > 0)
    await work.tx
      .insert(organizationDomain)
      .values(newDomains.map((domain) => ({ organizationId, domain })))
      .onConflictDoNothing();
}
