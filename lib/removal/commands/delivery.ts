import { eq } from "drizzle-orm";
import { deliveryPause } from "@/db/schema";
import type { EmailSubject } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { type LockedMember, type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";

export type LockedPause = typeof deliveryPause.$inferSelect;

/** What emails about delivery to a member are about; they are one thread. */
export function aboutDelivery(member: Pick<LockedMember, "id" | "list">): EmailSubject {
  return aboutMember(member, "delivery");
}

/** Loads and locks a pause, after its member. Throws a Refusal that names nothing if there is none. */
export async function loadPauseForUpdate(work: Work, pauseId: string): Promise<LockedMemberContext & { readonly pause: LockedPause }> {
  const [found] = await work.tx.select({ memberId: deliveryPause.memberId }).from(deliveryPause).where(eq(deliveryPause.id, pauseId));
  if (found === undefined) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  const [pause] = await work.tx.select().from(deliveryPause).where(eq(deliveryPause.id, pauseId)).for("no key update");
  if (pause === undefined) throw notAllowed();
  return { ...locked, pause };
}
