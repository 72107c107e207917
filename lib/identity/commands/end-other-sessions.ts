import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { rememberedBrowser, session } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { sha256 } from "@/lib/kernel/token";

/** Signs the person out everywhere else, at once, and forgets in which browsers they signed in before. */
export const endOtherSessions = command(
  "endOtherSessions",
  z.strictObject({ sessionToken: z.string().max(500) }),
  async (work, { sessionToken }) => {
    work.authorize(isPerson(work.actor));
    if (!isPerson(work.actor)) throw notAllowed();
    const { personId } = work.actor;
    await work.tx.delete(session).where(and(eq(session.userId, personId), ne(session.sessionToken, sha256(sessionToken))));
    await work.tx.delete(rememberedBrowser).where(eq(rememberedBrowser.personId, personId));
    work.audit("person.sessions_ended", { kind: "person", id: personId, list: null });
  },
);
