import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { database } from "@/db/client";
import { auditEvent, person } from "@/db/schema";
import type { WrittenEvent } from "./sentence";

/**
 * What happened to one thing, newest first, at most `limit` events. Who may read it is for the slice that owns the thing to
 * decide: only its queries call this.
 */
export async function eventsAbout(
  subject: { kind: string; id: string },
  { limit = 100, before }: { limit?: number; before?: number } = {},
): Promise<WrittenEvent[]> {
  return database()
    .select({
      position: auditEvent.position,
      at: auditEvent.at,
      action: auditEvent.action,
      actorKind: auditEvent.actorKind,
      actorId: auditEvent.actorId,
      data: auditEvent.data,
    })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.subjectKind, subject.kind),
        eq(auditEvent.subjectId, subject.id),
        before === undefined ? undefined : lt(auditEvent.position, before),
      ),
    )
    .orderBy(desc(auditEvent.position))
    .limit(limit);
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
