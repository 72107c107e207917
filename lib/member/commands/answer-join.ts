import { z } from "zod";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { contactRoles } from "@/lib/kernel/roles";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { confirmOutsidePrimary, elsewhereInput } from "@/lib/organization/commands/outside-primary";
import { mayActForMember } from "@/lib/organization/permissions";
import { acceptJoin, declineJoin, loadJoinRequestForUpdate, refuseUnlessOpen } from "./join-request";

const input = z.strictObject({
  member: z.uuid(),
  request: z.uuid(),
  answer: z.enum(["accept", "decline"], { error: "Select whether this person may act for the organization" }),
  role: z.enum([...contactRoles, ""], { error: "Select a role" }).optional(),
  elsewhere: elsewhereInput,
});

/**
 * A primary representative answers somebody who asked to act for the organization: with a role, or no. Everybody is told who came;
 * a no is told to the one who asked alone.
 */
export const answerJoin = command("answerJoin", input, async (work, { member: memberId, request: id, answer, role, elsewhere }) => {
  const { member, list, actor, subject, request } = await loadJoinRequestForUpdate(work, id, memberId);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnlessOpen(request);
  if (answer === "decline") {
    await declineJoin(work, { member, request }, actor.personId);
    return work.audit("join.declined", aboutMember(member), { person: request.personId });
  }
  if (!role) throw new Refusal("Select a role.", { kind: "input", problems: [{ field: "role", message: "Select a role" }] });
  await confirmOutsidePrimary(work, { member, list }, { address: request.email, role, elsewhere });
  await acceptJoin(work, { member, request }, { role, by: actor.personId, through: "representative" });
  work.audit("join.accepted", aboutMember(member), { person: request.personId, role });
});
