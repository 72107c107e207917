import { z } from "zod";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { isLastToAct, lastToActSentence } from "../people";
import { mayActForMember } from "../permissions";
import { aboutMember, writeToRepresentatives } from "./about-member";
import { aboutPeople, endContact, endInvitationsBy, representativeNow } from "./contacts";
import { loadMemberForUpdate } from "./load-member";

const input = z.strictObject({ member: z.uuid(), person: z.uuid() });

/**
 * Ends somebody's right to act for an organization: at once, on every list and in every open session, because each request reads
 * rights anew. What they invited ends with it, and everybody is told, they themselves too. The last one who can act cannot be
 * removed: of two such removals at once the second waits for the first, and is refused.
 */
export const removeRepresentative = command("removeRepresentative", input, async (work, { member: id, person }) => {
  const { member, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  const { all, one } = await representativeNow(work, member.organizationId, person);
  if (isLastToAct(all, person)) throw new Refusal(lastToActSentence);
  await endContact(work, { organizationId: member.organizationId, personId: person });
  await endInvitationsBy(work, { organizationId: member.organizationId, personId: person });
  await writeToRepresentatives(work, member, {
    kind: "people-changed",
    about: aboutMember(member, "people"),
    data: {
      organization: member.name,
      person: one.name ?? one.email,
      change: "removed",
      role: null,
      through: "representative",
      on: work.today,
    },
    also: [one.email],
  });
  work.audit("representative.removed", aboutPeople(member), { person });
});
