import { eq } from "drizzle-orm";
import { z } from "zod";
import { joinRequest } from "@/db/schema";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { recordApproval } from "@/lib/organization/commands/approval";
import { sameEmployer } from "@/lib/organization/employer";
import { acceptJoin, declineJoin, loadJoinRequestForUpdate, refuseUnlessOpen } from "./join-request";

/** The committee makes nobody primary this way: that is what an access recovery is for. */
export const rolesByCommittee = ["deputy", "reader"] as const;

const input = z.strictObject({
  request: z.uuid(),
  answer: z.enum(["accept", "decline"], { error: "Select whether this person may act for the organization" }),
  role: z.enum([...rolesByCommittee, ""], { error: "Select a role" }).optional(),
});

/**
 * The committee answers a request to join on which the representatives were silent. One person declines; to accept takes two
 * different people, who agree to the same role, never that of a primary representative. Nobody decides a colleague's request.
 */
export const decideJoin = command("decideJoin", input, async (work, { request: id, answer, role }) => {
  const { member, actor, subject, request } = await loadJoinRequestForUpdate(work, id);
  work.authorize(mayApprove("join-request", actor, subject) && isPerson(actor) && !sameEmployer(actor.email, request.email));
  requireRecentSignIn(work, actor);
  refuseUnlessOpen(request);
  refuseUnless(request.escalatedAt !== null, "The representatives still have time to answer.");
  const about = aboutMember(member);
  const grant = roleOf(actor, member.list);
  if (answer === "decline") {
    await declineJoin(work, { member, request }, actor.personId);
    return work.audit("join.declined", about, { person: request.personId }, grant);
  }
  if (!role) throw new Refusal("Select a role.", { kind: "input", problems: [{ field: "role", message: "Select a role" }] });
  refuseUnless(
    request.role === null || request.role === role,
    "Somebody on the committee proposed another role. Agree to that one, or decline.",
    "conflict",
  );
  const { isNew, isApproved } = await recordApproval(work, "join-request", { id, member, actor });
  if (isApproved) {
    await acceptJoin(work, { member, request }, { role, by: actor.personId, through: "committee" });
    return work.audit("join.accepted", about, { person: request.personId, role }, grant);
  }
  if (!isNew) return work.nothingToDo();
  await work.tx.update(joinRequest).set({ role }).where(eq(joinRequest.id, id));
  work.audit("join.agreed", about, { person: request.personId, role }, grant);
});
