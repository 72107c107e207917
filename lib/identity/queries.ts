import { and, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { person, signInCode } from "@/db/schema";
import type { WrittenEvent } from "@/lib/audit/sentence";

/** The address to which this browser's newest open code was sent, or null. The page shows it so that nobody types a code for a stranger. */
export async function awaitedCode(browserHash: string): Promise<{ email: string; expiresAt: Date } | null> {
  const [row] = await database()
    .select({ email: signInCode.email, expiresAt: signInCode.expiresAt })
    .from(signInCode)
    .where(and(eq(signInCode.browserHash, browserHash), isNull(signInCode.endedAt), gt(signInCode.expiresAt, sql`now()`)))
    .orderBy(desc(signInCode.createdAt))
    .limit(1);
  return row ?? null;
}

/** The names of the people in some events, by id: one look-up for a whole page. */
export async function namesIn(events: readonly WrittenEvent[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set<string>();
  for (const { actorKind, actorId, data } of events) {
    if (actorKind === "person" && actorId) ids.add(actorId);
    if (typeof data.person === "string") ids.add(data.person);
  }
  if (ids.size === 0) return new Map();
  const people = await database()
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(inArray(person.id, [...ids]));
  return new Map(people.map(({ id, name, email }) => [id, name ?? email]));
}
