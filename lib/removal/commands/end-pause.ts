import { eq } from "drizzle-orm";
import { z } from "zod";
import { deliveryPause } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { isWorker } from "@/lib/organization/permissions";
import { pauseApplies } from "../rules";
import { aboutDelivery, loadPauseForUpdate } from "./delivery";

/** Ends a pause that nobody confirmed within its day, and tells the committee and the member's people. Confirmed or ended, nothing happens. */
export const endPause = command("endPause", z.object({ pauseId: z.uuid() }), async (work, { pauseId }) => {
  const { pause, member, list, actor } = await loadPauseForUpdate(work, pauseId);
  work.authorize(isWorker(actor));
  if (pause.endedAt !== null || pauseApplies(pause, work.now)) {
    work.nothingToDo();
    return;
  }
  await work.tx.update(deliveryPause).set({ endedAt: work.now }).where(eq(deliveryPause.id, pauseId));
  work.audit("delivery.pause_expired", { kind: "member", id: member.id, list: member.list }, { pause: pauseId });
  if (member.leftOn !== null) return;
  const about = aboutDelivery(member);
  const at = work.now.toISOString();
  const data = { organization: member.name, at, confirmed: false, nextAction: await actionNow(work, { member, list, reader: "member" }) };
  await writeToRepresentatives(work, member, { kind: "delivery-resumed", about, data });
  await writeToCommittee(work, { member, list }, about, "pause-expired", {
    organization: member.name,
    memberId: member.id,
    at,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: ["pause", "delivery", "alias"] }),
  });
});
