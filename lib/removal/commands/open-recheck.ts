import { z } from "zod";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayChairMember } from "@/lib/organization/permissions";
import { dueMembers, keysOf, openFor } from "@/lib/recheck/commands/open-due-rechecks";
import { recheckReasons } from "@/lib/recheck/lifecycle";
import { unansweredOf } from "./unanswered";

const input = z.strictObject({
  memberId: z.uuid(),
  because: z.enum(recheckReasons).default("committee"),
  /** Keys of the criteria that are asked; all in force when left out. */
  criteria: z.array(z.string().max(100)).min(1).optional(),
});

/**
 * Opens one re-check outside the schedule: for a chair without a conflict of interest, with a recent sign-in. The schedule does not change. It also asks what nobody
 * answered: the expired re-check that it replaces can no longer be answered, and there has to be a way to resolve a removal for that silence.
 */
export const openRecheck = command("openRecheck", input, async (work, { memberId, because, criteria }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayChairMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnless(member.leftOn === null, "This member has left the list.", "conflict");
  const inForce = keysOf(list, work.today);
  refuseUnless(
    criteria === undefined || inForce.some((key) => criteria.includes(key)),
    "Select at least one criterion that is in force.",
    "input",
  );
  const unanswered = criteria === undefined ? [] : await unansweredOf(work.tx, memberId);
  const asked = inForce.filter((key) => criteria === undefined || criteria.includes(key) || unanswered.includes(key));

  const [due] = await dueMembers(work, { list: list.slug, memberId });
  const opened = due === undefined ? 0 : await openFor(work, list, { members: [due], because, criteria: asked });
  refuseUnless(opened === 1, "A re-check of this member is already open.", "conflict");
});
