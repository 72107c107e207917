import { eq } from "drizzle-orm";
import { z } from "zod";
import { deliveryPause } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { mayChairMember } from "@/lib/organization/permissions";

import { aboutDelivery, loadPauseForUpdate } from "./delivery";

/** A chair ends a delivery pause. The next plan for the mailing list adds the member's addresses again. */
export const resumeDelivery = command("resumeDelivery", z.strictObject({ pause: z.uuid() }), async (work, { pause: pauseId }) => {
  const { pause, member, list, actor, subject } = await loadPauseForUpdate(work, pauseId);
  work.authorize(mayChairMember(actor, subject));
  requireRecentSignIn(work, actor);
  if (pause.endedAt !== null) {
    refuseUnless(pause.endedBy === actor.personId, "This pause has already ended.", "conflict");
    work.nothingToDo();
    return { member: member.id };
  }
  await work.tx.update(deliveryPause).set({ endedAt: work.now, endedBy: actor.personId }).where(eq(deliveryPause.id, pauseId));
  work.audit("delivery.resumed", { kind: "member", id: member.id, list: member.list }, { pause: pauseId }, roleOf(actor, member.list));
  if (member.leftOn !== null) return { member: member.id };
  const nextAction = await actionNow(work, { member, list, reader: "member" });
  const data = { organization: member.name, at: work.now.toISOString(), confirmed: true, nextAction };
  await writeToRepresentatives(work, member, { kind: "delivery-resumed", about: aboutDelivery(member), data: data });
  return { member: member.id };
});
