import { eq } from "drizzle-orm";
import { z } from "zod";
import { recheck } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { type LockedMemberContext, loadMemberForUpdate } from "@/lib/organization/commands/load-member";

export type LockedRecheck = typeof recheck.$inferSelect;

/** A locked re-check, with its member and who acts on it. */
export type LockedRecheckContext = LockedMemberContext & { readonly recheck: LockedRecheck };

/** By the id, as jobs and forms name it. */
export const ofRecheck = z.object({ recheckId: z.uuid() });

/** The version that a form was rendered from, however the form sends it. */
export const versionInput = z.union(
  [
    z.int().min(0),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ],
  {
    error: "This form could not be submitted. Reload the page and try again",
  },
);

/** Loads and locks a re-check until the end of the handler, its organization and its member first. Throws a Refusal that names nothing if there is none. */
export async function lockRecheck(work: Work, recheckId: string): Promise<LockedRecheckContext> {
  const [found] = await work.tx.select({ memberId: recheck.memberId }).from(recheck).where(eq(recheck.id, recheckId));
  if (found === undefined) throw notAllowed();
  const locked = await loadMemberForUpdate(work, found.memberId);
  const [held] = await work.tx.select().from(recheck).where(eq(recheck.id, recheckId)).for("no key update");
  if (held === undefined) throw notAllowed();
  return { ...locked, recheck: held };
}
