import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { deliveryPause } from "@/db/schema";
import { mayRequest } from "@/lib/approval/permissions";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";

import { confirmPauseHours } from "../rules";
import { aboutDelivery } from "./delivery";

const input = z.strictObject({
  member: z.uuid(),
  reason: manyLines(2000, { name: "Reason", empty: "Enter why delivery should be paused. The member's representatives read it" }),
});

/**
 * A chair decides to pause delivery to a member: somebody else may control its contact alias. It stays a member. The pause takes effect
 * when the addresses are removed from the mailing list. A second person has to confirm it within a day, or it ends automatically. The representatives are told; the alias is not, since a stranger may read it.
 */
export const pauseDelivery = command("pauseDelivery", input, async (work, { member: memberId, reason }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, memberId);
  work.authorize(mayRequest("pause", actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnless(member.leftOn === null, "This organization is no longer a member.", "conflict");
  const [open] = await work.tx
    .select({ by: deliveryPause.pausedBy })
    .from(deliveryPause)
    .where(and(eq(deliveryPause.memberId, memberId), isNull(deliveryPause.endedAt)));
  if (open !== undefined) {
    refuseUnless(open.by === actor.personId, "A delivery pause for this member has already been requested.", "conflict");
    work.nothingToDo();
    return;
  }

  const confirmBy = new Date(work.now.getTime() + confirmPauseHours * 3_600_000);
  const [pause] = await work.tx
    .insert(deliveryPause)
    .values({ list: member.list, memberId, reason, pausedAt: work.now, pausedBy: actor.personId, confirmBy })
    .returning({ id: deliveryPause.id });
  if (pause === undefined) throw new Error("The pause was not stored");
  const about = aboutDelivery(member);
  work.audit("delivery.paused", { kind: "member", id: memberId, list: member.list }, { pause: pause.id }, roleOf(actor, member.list));
  const data = { organization: member.name, reason, confirmBy: confirmBy.toISOString() };
  const paused = { ...data, at: work.now.toISOString() };
  // The alias is not told: a stranger may read it.
  await writeToRepresentatives(work, member, { kind: "delivery-paused", about, data: paused });
  await writeToCommittee(work, { member, list, except: [actor.email] }, about, "pause-to-confirm", { ...data, memberId });
  work.enqueue("end-pause", { pauseId: pause.id }, confirmBy);
  work.enqueue("watch-roster", { list: member.list });
});
