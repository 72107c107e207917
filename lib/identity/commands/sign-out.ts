import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { session, signInCode } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { sha256 } from "@/lib/kernel/token";

/**
 * Ends the session of this browser on the server; its cookie is worthless from then on, and so is the code that opened it, however new.
 * Twice is nothing.
 */
export const signOut = command("signOut", z.strictObject({ sessionToken: z.string().max(500) }), async (work, { sessionToken }) => {
  work.authorize(true);
  if (!isPerson(work.actor)) return work.nothingToDo();
  const ended = await work.tx
    .delete(session)
    .where(eq(session.sessionToken, sha256(sessionToken)))
    .returning({ personId: session.userId });
  if (ended.length === 0) return work.nothingToDo();
  await work.tx
    .update(signInCode)
    .set({ usedAt: null })
    .where(and(isNotNull(signInCode.usedAt), eq(sql`lower(${signInCode.email})`, work.actor.email.toLowerCase())));
  work.audit("person.signed_out", { kind: "person", id: work.actor.personId, list: null });
});
