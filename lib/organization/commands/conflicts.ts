import { and, eq, isNull } from "drizzle-orm";
import { conflictOfInterest } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

type Conflict = Pick<typeof conflictOfInterest.$inferInsert, "list" | "personId" | "organizationId" | "origin">;

const of = ({ list, personId, organizationId }: Omit<Conflict, "origin">) =>
  and(eq(conflictOfInterest.personId, personId), eq(conflictOfInterest.organizationId, organizationId), eq(conflictOfInterest.list, list));

/** Stores a conflict of interest; false where there is one already. `setBy` is null where the portal derived it. */
export async function addConflict(work: Work, conflict: Conflict & { readonly setBy: string | null }): Promise<boolean> {
  const made = await work.tx
    .insert(conflictOfInterest)
    .values({ ...conflict, since: work.now })
    .onConflictDoNothing()
    .returning({ id: conflictOfInterest.id });
  return made.length > 0;
}

/** What follows from the domain of a person's address follows from it no more. */
export async function endDerivedConflict(work: Work, about: Omit<Conflict, "origin">): Promise<void> {
  await work.tx.delete(conflictOfInterest).where(and(of(about), eq(conflictOfInterest.origin, "domain")));
}

type Lifting = { readonly liftedBy: string; readonly liftSecondedBy: string; readonly derived: boolean };

/** Two people lift what was declared or set, and, where it is `derived`, what follows from the domain of the person's address. */
export async function liftConflicts(work: Work, about: Omit<Conflict, "origin">, { derived, ...by }: Lifting): Promise<void> {
  const lifted = { liftedAt: work.now, ...by };
  await work.tx
    .update(conflictOfInterest)
    .set(lifted)
    .where(and(of(about), isNull(conflictOfInterest.liftedAt)));
  if (derived)
    await work.tx
      .insert(conflictOfInterest)
      .values({ ...about, origin: "domain", since: work.now, ...lifted })
      .onConflictDoNothing(); // the portal has recorded it before
}
