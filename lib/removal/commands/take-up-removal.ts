import { eq } from "drizzle-orm";
import { z } from "zod";
import { removal } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { refuseWithoutApprovers } from "@/lib/approval/missing-people";
import { mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import { eligibleApprovers, eligibleCommittee } from "@/lib/organization/queries/approvers";

import { earliestDay } from "../possible-reasons";
import { aboutRemoval } from "./emails";
import { loadRemovalForUpdate, refuseUnlessOpen } from "./load-removal";
import { tellMember } from "./propose";
import { refuseUnread, reviewReasons } from "./review-reasons";

/**
 * A reviewer or chair approves what the portal proposed automatically, as the first approver, or in place of a first approver who is no
 * longer eligible. Only now the member is told, and its notice
 * begins: the earliest day is counted from today. Its reasons are evaluated first, as when a second person agrees.
 */
export const takeUpRemoval = command("takeUpRemoval", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const locked = await loadRemovalForUpdate(work, { reference });
  const { removal: held, member, list, actor, subject } = locked;
  work.authorize(mayRequest("removal", actor, subject));
  requireRecentSignIn(work, actor);
  if (held.firstBy === actor.personId) {
    work.nothingToDo();
    return "taken-up" as const;
  }
  refuseUnlessOpen(held, member);
  const hasFirst = (await eligibleApprovers(work.tx, member, [held.firstBy])).size === 1;
  refuseUnless(held.status === "proposed" && !hasFirst, "Somebody has already approved this, or it has ended.", "conflict");

  const { stopped, reasons, unread } = await reviewReasons(work, locked);
  if (stopped) return "stopped" as const;
  refuseUnread(list, unread);
  refuseWithoutApprovers("removal", { list, eligible: await eligibleCommittee(work.tx, member), taken: [actor.personId] });

  const carryOutOn = earliestDay(list, reasons, work.today);
  await work.tx.update(removal).set({ firstBy: actor.personId, firstAt: work.now, carryOutOn }).where(eq(removal.id, held.id));
  const about = aboutRemoval(held);
  work.audit("removal.taken_up", about, { carryOutOn }, roleOf(actor, held.list));
  await tellMember(work, { member, list, reasons, removal: { ...held, carryOutOn } });
  await writeToCommittee(work, { member, list, except: [actor.email] }, about, "removal-to-decide", {
    organization: member.name,
    reference: held.reference,
    because: held.because,
    hasApprover: true,
    carryOutOn,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: removalKinds }),
  });
  return "taken-up" as const;
});
