import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { auditEvent } from "@/db/schema";
import { type AuditAction, auditActions } from "./actions";
import { byCurrentNames, storedActions, storedSubjects } from "./former-names";
import type { WrittenEvent } from "./sentence";

/**
 * What happened to one thing, newest first, at most `limit` events. Who may read it is for the slice that owns the thing to
 * decide: only its queries call this.
 */
export async function eventsAbout(
  subject: { kind: string; id: string },
  { limit = 100, before }: { limit?: number; before?: number } = {},
): Promise<WrittenEvent[]> {
  const events = await database()
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
        inArray(auditEvent.subjectKind, [...storedSubjects(subject.kind)]),
        eq(auditEvent.subjectId, subject.id),
        before === undefined ? undefined : lt(auditEvent.position, before),
      ),
    )
    .orderBy(desc(auditEvent.position))
    .limit(limit);
  return events.map(byCurrentNames);
}

/** One page of a log; `next` leads to older events, null where there are none. */
export type EventPage = { readonly events: readonly WrittenEvent[]; readonly next: number | null };

/** The most events on one page. */
const mostEvents = 100;

/**
 * One page of the events about several related subjects of a list, newest first: only the events that are shown to
 * this reader. Reads at most one page per subject, by index, so the time does not depend on the length of the trail. Who may read it
 * is decided by the slice that owns the subjects: only its queries call this.
 */
export async function eventsAboutEach(
  subjects: readonly { readonly kind: string; readonly id: string }[],
  { list, isTold, before = null }: { list: string; isTold: (action: string) => boolean; before?: number | null | undefined },
): Promise<EventPage> {
  const told = JSON.stringify(storedActions((Object.keys(auditActions) as AuditAction[]).filter(isTold)));
  const about = JSON.stringify(subjects.flatMap(({ kind, id }) => storedSubjects(kind).map((stored) => ({ kind: stored, id }))));
  const { rows } = await database().execute<Omit<WrittenEvent, "at"> & { readonly at: string }>(sql`
    select e.position::int as position, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.action,
      e.actor_kind as "actorKind", e.actor_id as "actorId", e.data
    from jsonb_to_recordset(${about}::jsonb) about (kind text, id uuid)
    cross join lateral (
      select w.* from audit_event w where w.subject_kind = about.kind and w.subject_id = about.id and w.list = ${list}
        and w.position < coalesce(${before}::bigint, 9223372036854775807) and ${told}::jsonb ? w.action
      order by w.position desc limit ${mostEvents + 1}) e
    order by e.position desc limit ${mostEvents + 1}`);
  const events = rows.slice(0, mostEvents).map((row) => byCurrentNames({ ...row, at: new Date(row.at) }));
  return { events, next: rows.length > mostEvents ? (events.at(-1)?.position ?? null) : null };
}
