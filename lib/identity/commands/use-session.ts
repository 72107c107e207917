import { eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { session } from "@/db/schema";
import { sha256 } from "@/lib/kernel/token";

/** Notes that a session is in use. No fact of the portal changes, so it is no command and leaves no trace. */
export async function noteSessionUse(sessionToken: string): Promise<void> {
  await database()
    .update(session)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(session.sessionToken, sha256(sessionToken)));
}
