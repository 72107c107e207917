import { eq } from "drizzle-orm";
import { z } from "zod";
import { removal } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { requireFresh } from "@/lib/identity/fresh";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { moveNow } from "@/lib/member/commands/move-now";
import { removalKinds } from "@/lib/member/removal-matters";
import { mayReviewMember } from "@/lib/organization/permissions";
import { roleOf } from "@/lib/review/commands/approach";
import { earliestDay } from "../grounds";
import { approachRemoval, refuseUnlessOpen } from "./approach-removal";
import { aboutRemoval, writeToCommittee } from "./letters";
import { tellMember } from "./propose";
import { refuseUnread, reviewReasons } from "./review-reasons";

/**
 * A reviewer or chair stands behind what a machine proposed, as the first person. Only now the member is told, and its notice
 * begins: the earliest day is counted from today. Its reasons are evaluated first, as when a second person agrees.
 */
export const takeUpRemoval = command("takeUpRemoval", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const approach = await approachRemoval(work, { reference });
  const { removal: held, member, list, actor, subject } = approach;
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  requireFresh(work);
  if (held.firstBy === actor.personId) {
    work.nothingToDo();
    return "taken-up" as const;
  }
  refuseUnlessOpen(held, member);
  refuseUnless(held.status === "proposed" && held.firstBy === null, "Somebody stands behind this already, or it has ended.", "conflict");

  const { stopped, grounds, unread } = await reviewReasons(work, approach);
  if (stopped) return "stopped" as const;
  refuseUnread(list, unread);

  const carryOutOn = earliestDay(list, grounds, work.today);
  await work.tx.update(removal).set({ firstBy: actor.personId, firstAt: work.now, carryOutOn }).where(eq(removal.id, held.id));
  const about = aboutRemoval(held);
  work.audit("removal.taken_up", about, { carryOutOn }, roleOf(actor, held.list));
  await tellMember(work, { member, list, grounds, removal: { ...held, carryOutOn } });
  await writeToCommittee(work, { member, list, except: [actor.email] }, about, "removal-to-judge", {
    organization: member.name,
    reference: held.reference,
    because: held.because,
    standsBehind: true,
    carryOutOn,
    move: await moveNow(work, { member, list, reader: "committee", kinds: removalKinds }),
  });
  return "taken-up" as const;
});
