import { eq } from "drizzle-orm";
import { deliveryPause } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import type { LetterSubject } from "@/lib/letter/write";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { approachMember, type LockedMember, type MemberApproach } from "@/lib/organization/commands/approach-member";

export type LockedPause = typeof deliveryPause.$inferSelect;

/** What letters about delivery to a member are about; they are one thread. */
export function aboutDelivery(member: Pick<LockedMember, "id" | "list">): LetterSubject {
  return aboutMember(member, "delivery");
}

/** Takes a pause in hand, after its member. Refuses, naming nothing, when there is none. */
export async function approachPause(work: Work, pauseId: string): Promise<MemberApproach & { readonly pause: LockedPause }> {
  const [found] = await work.tx.select({ memberId: deliveryPause.memberId }).from(deliveryPause).where(eq(deliveryPause.id, pauseId));
  if (found === undefined) throw notAllowed();
  const approach = await approachMember(work, found.memberId);
  const [pause] = await work.tx.select().from(deliveryPause).where(eq(deliveryPause.id, pauseId)).for("no key update");
  if (pause === undefined) throw notAllowed();
  return { ...approach, pause };
}
