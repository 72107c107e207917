import { and, eq, inArray, sql } from "drizzle-orm";
import { person, removal, removalReason } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee, writeToMember } from "@/lib/member/commands/write-to";
import { removalKinds } from "@/lib/member/removal-open-tasks";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { nextReference } from "@/lib/organization/commands/next-reference";
import type { ReasonBasis } from "../lifecycle";
import { basisOf, earliestDay, type RemovalReason } from "../possible-reasons";
import { aboutRemoval, cures, emailReasons } from "./emails";

/** What is proposed, for which member; without `by` the portal proposes. */
export type Proposal = {
  /** Locked with `loadMemberForUpdate`. */
  readonly member: LockedMember;
  readonly list: ListDefinition;
  readonly because: RemovalReason;
  /** The re-check that it comes from. */
  readonly recheckId?: string;
  /** A reason per criterion; the member reads the words. `forAlias`: it rests on a contact alias that nobody confirms. */
  readonly reasons: readonly {
    readonly criterion: string;
    readonly reason: string;
    readonly whatWouldHelp: string;
    readonly forAlias?: boolean;
  }[];
  /** The first approver. */
  readonly by?: string;
};

/**
 * Proposes to remove a member, in the caller's transaction, and returns the removal's id. Only one can be open per member: an open one
 * is kept unchanged and its id returned, and nobody is told again. The committee is told at once. The member is told at once
 * if a person approved it, because its notice period starts with a delivered email. A proposal of the portal is not told to the member
 * until a person approves it.
 */
export async function proposeRemoval(work: Work, { member, list, because, recheckId, reasons, by }: Proposal): Promise<string> {
  const open = await openRemoval(work, member.id);
  if (open !== null) return open;

  const [made] = await work.tx
    .insert(removal)
    .values({
      reference: await nextReference(work),
      list: member.list,
      memberId: member.id,
      because,
      recheckId: recheckId ?? null,
      proposedAt: work.now,
      firstBy: by ?? null,
      firstAt: by === undefined ? null : work.now,
      carryOutOn: earliestDay(list, reasons, work.today),
    })
    .returning();
  if (made === undefined) throw new Error("The removal was not stored");
  const stored = reasons.map(({ forAlias = false, ...rest }) => ({
    ...rest,
    basis: forAlias ? ("alias" as const) : basisOf(because, { byPerson: by !== undefined }),
  }));
  await work.tx.insert(removalReason).values(stored.map((reason) => ({ removalId: made.id, ...reason })));
  const about = aboutRemoval(made);
  work.audit("removal.proposed", about, { because, carryOutOn: made.carryOutOn, member: member.id });
  if (by !== undefined) await tellMember(work, { member, list, removal: made, reasons: stored });
  await writeToCommittee(work, { member, list, except: by === undefined ? [] : await emailOf(work, by) }, about, "removal-to-decide", {
    organization: member.name,
    reference: made.reference,
    because,
    hasApprover: by !== undefined,
    carryOutOn: made.carryOutOn,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: removalKinds }),
  });
  return made.id;
}

/** The id of the removal of a member that is proposed or agreed, or null. */
export async function openRemoval(work: Work, memberId: string): Promise<string | null> {
  const [open] = await work.tx
    .select({ id: removal.id })
    .from(removal)
    .where(and(eq(removal.memberId, memberId), inArray(removal.status, ["proposed", "agreed"])));
  return open?.id ?? null;
}

type Told = Pick<Proposal, "member" | "list"> & {
  readonly reasons: readonly (Omit<Proposal["reasons"][number], "forAlias"> & { readonly basis: ReasonBasis })[];
  readonly removal: Pick<typeof removal.$inferSelect, "id" | "reference" | "list" | "carryOutOn">;
};

/** Tells the member the reasons, the date and how to appeal. The notice runs from the delivery of one of these emails. */
export async function tellMember(work: Work, { member, list, removal: told, reasons }: Told): Promise<void> {
  const { id, reference, carryOutOn } = told;
  await work.tx
    .update(removal)
    .set({ toldAt: sql`coalesce(${removal.toldAt}, ${work.now.toISOString()}::timestamptz)`, carryOutOn })
    .where(eq(removal.id, id));
  const nextAction = await actionNow(work, { member, list, reader: "member", kinds: removalKinds });
  const data = { organization: member.name, reference, reasons: emailReasons(list, reasons), ...cures(reasons), carryOutOn, nextAction };
  await writeToMember(work, member, aboutRemoval(told), "removal-proposed", data);
  work.audit("removal.told", aboutRemoval(told), { carryOutOn });
}

async function emailOf(work: Work, personId: string): Promise<readonly string[]> {
  const rows = await work.tx.select({ email: person.email }).from(person).where(eq(person.id, personId));
  return rows.map(({ email }) => email);
}
