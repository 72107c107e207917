import { and, eq, isNull } from "drizzle-orm";
import { appeal, letter, removal, removalGround } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { together } from "@/lib/kernel/together";
import { approachMember, type MemberApproach } from "@/lib/organization/commands/approach-member";
import { heardOn, type RemovalFacts } from "../rules";

export type LockedRemoval = typeof removal.$inferSelect;

/** A removal in hand, with its member and who acts on both by the seats and conflicts of this very moment. */
export type RemovalApproach = MemberApproach & {
  readonly removal: LockedRemoval;
  /** Its reasons, without those that were struck. */
  readonly grounds: readonly Pick<typeof removalGround.$inferSelect, "removalId" | "criterion" | "basis" | "reason" | "whatWouldHelp">[];
};

/** Takes a removal in hand, after its member: every story about one begins here. Refuses, naming nothing, when there is none. */
export async function approachRemoval(work: Work, by: { reference: string } | { id: string }): Promise<RemovalApproach> {
  const which = "id" in by ? eq(removal.id, by.id) : eq(removal.reference, by.reference);
  const [found] = await work.tx.select({ memberId: removal.memberId }).from(removal).where(which);
  if (found === undefined) throw notAllowed();
  const approach = await approachMember(work, found.memberId);
  const [[held], grounds] = await together([
    work.tx.select().from(removal).where(which).for("no key update"),
    work.tx
      .select({
        removalId: removalGround.removalId,
        criterion: removalGround.criterion,
        basis: removalGround.basis,
        reason: removalGround.reason,
        whatWouldHelp: removalGround.whatWouldHelp,
      })
      .from(removalGround)
      .innerJoin(removal, eq(removal.id, removalGround.removalId))
      .where(and(which, isNull(removalGround.struckAt)))
      .orderBy(removalGround.criterion),
  ]);
  if (held === undefined) throw notAllowed();
  return { ...approach, removal: held, grounds };
}

/** Refuses what can only be done while a removal is open. Of a member that has left it ends by itself, and nobody is told more of it. */
export function refuseUnlessOpen({ status }: LockedRemoval, { leftOn }: MemberApproach["member"]): void {
  refuseUnless((status === "proposed" || status === "agreed") && leftOn === null, "This removal has ended.", "conflict");
}

/** What the day of an agreed removal depends on, as it is now. */
export async function factsOf(work: Work, { id, carryOutOn, spokenOn }: LockedRemoval): Promise<Omit<RemovalFacts, "unread">> {
  const [letters, [open]] = await together([
    work.tx
      .select({
        deliveredAt: letter.deliveredAt,
        bouncedAt: letter.bouncedAt,
        complainedAt: letter.complainedAt,
        suppressedAt: letter.suppressedAt,
      })
      .from(letter)
      .where(and(eq(letter.subjectKind, "removal"), eq(letter.subjectId, id), eq(letter.kind, "removal-proposed"))),
    work.tx.select({ at: appeal.at, decidedAt: appeal.decidedAt }).from(appeal).where(eq(appeal.removalId, id)),
  ]);
  return { carryOutOn, heardOn: heardOn(letters, spokenOn), appealOpen: open !== undefined && open.decidedAt === null };
}
