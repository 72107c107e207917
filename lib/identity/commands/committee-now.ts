import { and, eq, isNull } from "drizzle-orm";
import { committeeRole } from "@/db/schema";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";

/** The actor with the roles held on a list now. Locks them, so that a role cannot be revoked meanwhile. */
export async function committeeNow(work: Work, list: string): Promise<Actor> {
  const { actor } = work;
  if (!isPerson(actor)) return actor;
  const roles = await work.tx
    .select({ list: committeeRole.list, role: committeeRole.role })
    .from(committeeRole)
    .where(and(eq(committeeRole.personId, actor.personId), eq(committeeRole.list, list), isNull(committeeRole.revokedAt)))
    .for("share");
  return { ...actor, roles };
}
