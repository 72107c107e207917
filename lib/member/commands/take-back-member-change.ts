import { eq } from "drizzle-orm";
import { z } from "zod";
import { memberChange } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { mayActForMember } from "@/lib/organization/permissions";
import { aboutChange, loadMemberChangeForUpdate } from "./member-change";

const input = z.strictObject({ change: z.uuid() });

/** A primary representative takes a change back that nobody has decided yet; another can be asked for then. Decided, nothing happens. */
export const takeBackMemberChange = command("takeBackMemberChange", input, async (work, { change: id }) => {
  const { actor, subject, change } = await loadMemberChangeForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  if (change.decidedAt !== null) return work.nothingToDo();
  await work.tx.update(memberChange).set({ decidedAt: work.now, accepted: false }).where(eq(memberChange.id, id));
  work.audit("member_change.taken_back", aboutChange(change));
});
