import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { endOfMembership } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayActForMember } from "@/lib/organization/permissions";
import { tellOfLeaving } from "./tell-of-leaving";

const input = z.strictObject({ member: z.uuid() });

/** The organization stays after all: possible until the day on which it leaves. Not leaving, nothing happens. */
export const takeBackLeaving = command("takeBackLeaving", input, async (work, { member: id }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnless(member.leftOn === null, "The organization has already left the list. It can apply again at any time.", "conflict");
  const taken = await work.tx
    .delete(endOfMembership)
    .where(and(eq(endOfMembership.memberId, id), eq(endOfMembership.kind, "left")))
    .returning({ id: endOfMembership.memberId });
  if (taken.length === 0) return work.nothingToDo();
  await tellOfLeaving(work, { member, list }, { kind: "leaving-taken-back", person: actor.name ?? actor.email });
  work.audit("leaving.taken_back", aboutMember(member));
});
