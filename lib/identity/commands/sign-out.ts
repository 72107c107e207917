import { eq } from "drizzle-orm";
import { z } from "zod";
import { session } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { sha256 } from "@/lib/kernel/token";

/** Ends the session of this browser on the server; its cookie is worthless from then on. Twice is nothing. */
export const signOut = command("signOut", z.strictObject({ sessionToken: z.string().max(500) }), async (work, { sessionToken }) => {
  work.authorize(true);
  if (!isPerson(work.actor)) return work.nothingToDo();
  await work.tx.delete(session).where(eq(session.sessionToken, sha256(sessionToken)));
  work.audit("person.signed_out", { kind: "person", id: work.actor.personId, list: null });
});
