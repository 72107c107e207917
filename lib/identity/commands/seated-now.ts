import { and, eq, isNull } from "drizzle-orm";
import { committeeSeat } from "@/db/schema";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";

/** The actor with the seats held on a list now. A seat that is being taken away meanwhile waits for this story, or this story for it. */
export async function seatedNow(work: Work, list: string): Promise<Actor> {
  const { actor } = work;
  if (!isPerson(actor)) return actor;
  const seats = await work.tx
    .select({ list: committeeSeat.list, role: committeeSeat.role })
    .from(committeeSeat)
    .where(and(eq(committeeSeat.personId, actor.personId), eq(committeeSeat.list, list), isNull(committeeSeat.revokedAt)))
    .for("share");
  return { ...actor, seats };
}
