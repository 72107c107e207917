import { and, eq, isNull } from "drizzle-orm";
import { appeal, emailMessage, removal, removalReason } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { notifiedOn, type RemovalFacts } from "../rules";

export type LockedRemoval = typeof removal.$inferSelect;

/** A locked removal, with its member and who acts on both by the roles and conflicts of this moment. */
export type LockedRemovalContext = LockedMemberContext & {
  readonly removal: LockedRemoval;
  /** Its reasons, without those that were struck. */
  readonly reasons: readonly Pick<typeof removalReason.$inferSelect, "removalId" | "criterion" | "basis" | "reason" | "whatWouldHelp">[];
};

/** Loads and locks a removal, after its member: every command about one begins here. Throws a Refusal that names nothing if there is none. */
export async function loadRemovalForUpdate(work: Work, by: { reference: string } | { id: string }): Promise<LockedRemovalContext> {
  const which = "id" in by ? eq(removal.id, by.id) : eq(removal.reference, by.reference);
  const [found] = await work.tx.select({ memberId: removal.memberId }).from(removal).where(which);
  if (found === undefined) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  const [[held], reasons] = await pipelined([
    work.tx.select().from(removal).where(which).for("no key update"),
    work.tx
      .select({
        removalId: removalReason.removalId,
        criterion: removalReason.criterion,
        basis: removalReason.basis,
        reason: removalReason.reason,
        whatWouldHelp: removalReason.whatWouldHelp,
      })
      .from(removalReason)
      .innerJoin(removal, eq(removal.id, removalReason.removalId))
      .where(and(which, isNull(removalReason.struckAt)))
      .orderBy(removalReason.criterion),
  ]);
  if (held === undefined) throw notAllowed();
  return { ...locked, removal: held, reasons };
}

/** Refuses what can only be done while a removal is open. Of a member that has left it ends by itself, and nobody is told more of it. */
export function refuseUnlessOpen({ status }: LockedRemoval, { leftOn }: LockedMemberContext["member"]): void {
  refuseUnless((status === "proposed" || status === "agreed") && leftOn === null, "This removal has ended.", "conflict");
}

/** What the day of an agreed removal depends on, as it is now. */
export async function factsOf(work: Work, { id, carryOutOn, spokenOn }: LockedRemoval): Promise<Omit<RemovalFacts, "unread">> {
  const [emails, [open]] = await pipelined([
    work.tx
      .select({
        deliveredAt: emailMessage.deliveredAt,
        bouncedAt: emailMessage.bouncedAt,
        complainedAt: emailMessage.complainedAt,
        suppressedAt: emailMessage.suppressedAt,
      })
      .from(emailMessage)
      .where(and(eq(emailMessage.subjectKind, "removal"), eq(emailMessage.subjectId, id), eq(emailMessage.kind, "removal-proposed"))),
    work.tx.select({ at: appeal.at, decidedAt: appeal.decidedAt }).from(appeal).where(eq(appeal.removalId, id)),
  ]);
  return { carryOutOn, notifiedOn: notifiedOn(emails, spokenOn), appealOpen: open !== undefined && open.decidedAt === null };
}
