import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { deliveryPause, removal } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { stop } from "./stop-removal";

/** A member has left: an open removal of it and a delivery pause to it end, since there is nothing left of them to decide. */
export const closeRemovalOfFormerMember = command(
  "closeRemovalOfFormerMember",
  z.object({ memberId: z.uuid() }),
  async (work, { memberId }) => {
    const { member, list, actor } = await loadMemberForUpdate(work, memberId);
    work.authorize(isWorker(actor));
    if (member.leftOn === null) return work.nothingToDo();
    const [open] = await work.tx
      .select()
      .from(removal)
      .where(and(eq(removal.memberId, memberId), inArray(removal.status, ["proposed", "agreed"])))
      .for("no key update");
    if (open !== undefined) await stop(work, { removal: open, member, list, reason: "The organization left the list." });
    const paused = await work.tx
      .update(deliveryPause)
      .set({ endedAt: work.now })
      .where(and(eq(deliveryPause.memberId, memberId), isNull(deliveryPause.endedAt)))
      .returning({ id: deliveryPause.id });
    for (const { id } of paused) work.audit("delivery.resumed", aboutMember(member), { pause: id });
    if (open === undefined && paused.length === 0) work.nothingToDo();
  },
);
