import { eq } from "drizzle-orm";
import { z } from "zod";
import { deliveryPause } from "@/db/schema";
import { refuseAsSecond } from "@/lib/approval/missing-people";
import { mayApprove } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { eligibleCommittee } from "@/lib/organization/queries/approvers";

import { pauseApplies } from "../rules";
import { loadPauseForUpdate } from "./delivery";

/**
 * A second, different person of the committee confirms a delivery pause, while the first still may decide. It then lasts until a
 * chair ends it.
 */
export const confirmPause = command("confirmPause", z.strictObject({ pause: z.uuid() }), async (work, { pause: pauseId }) => {
  const { pause, member, list, actor, subject } = await loadPauseForUpdate(work, pauseId);
  work.authorize(mayApprove("pause", actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnless(pause.pausedBy !== actor.personId, "You requested this pause yourself. A second person has to confirm it.");
  if (pause.confirmedBy === actor.personId) {
    work.nothingToDo();
    return { member: member.id };
  }
  refuseUnless(
    pause.confirmedAt === null && pauseApplies(pause, work.now),
    pause.confirmedAt === null ? "This pause has ended. Pause delivery again." : "Somebody has already confirmed this pause.",
    "conflict",
  );
  refuseAsSecond("pause", { list, eligible: await eligibleCommittee(work.tx, member), by: pause.pausedBy, actor: actor.personId });
  await work.tx.update(deliveryPause).set({ confirmedAt: work.now, confirmedBy: actor.personId }).where(eq(deliveryPause.id, pauseId));
  const about = { kind: "member", id: member.id, list: member.list };
  work.audit("delivery.pause_confirmed", about, { pause: pauseId }, roleOf(actor, member.list));
  return { member: member.id };
});
