import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { eventsAboutEach } from "@/lib/audit/queries";
import { type SpokenEvent, sentenceOf } from "@/lib/audit/sentence";
import { namesIn } from "@/lib/identity/queries";
import type { Actor } from "@/lib/kernel/actor";
import { datesInWords } from "@/lib/kernel/dates-in-words";
import { criterionByKey } from "@/lib/list/lookup";
import { isForMembers } from "@/lib/member/log";
import { listOf } from "@/lib/organization/commands/list-of";
import { openTasksOfMember } from "./own-open-tasks";

/**
 * What happened to a membership, newest first, in sentences. Its own people are named; of the committee members are told the office,
 * never who it was. Leaves out what the committee does among itself. Null for everybody else, and once the membership has ended.
 */
export async function logOfMember(
  viewer: Actor,
  memberId: string,
  { before }: { before?: number } = {},
): Promise<{ readonly events: readonly SpokenEvent[]; readonly next: number | null } | null> {
  const openTasks = await openTasksOfMember(viewer, memberId);
  if (openTasks === null) return null;
  const { events, next } = await eventsAboutEach(openTasks.subjects, { list: openTasks.list, isTold: isForMembers, before });
  const own = await ownPeople(openTasks.organizationId);
  const names = await namesIn(events);
  const list = listOf(openTasks.list);
  const speak = {
    person: (id: string) => (own.has(id) ? (names.get(id) ?? "Somebody who is no longer on record") : "The committee"),
    criterion: (key: string) => criterionByKey(list, key)?.title ?? key,
  };
  return {
    events: events.map((event) => ({
      position: event.position,
      at: event.at,
      action: event.action,
      sentence: sentenceOf({ ...event, data: datesInWords(event.data) }, speak),
    })),
    next,
  };
}

/** Everybody who acts or acted for the organization, or asked to. */
async function ownPeople(organizationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await database().execute<{ id: string }>(sql`
    select c.person_id as id from organization_contact c where c.organization_id = ${organizationId}
    union select j.person_id from join_request j join member m on m.id = j.member_id where m.organization_id = ${organizationId}
    union select s.person_id from access_recovery s join member m on m.id = s.member_id where m.organization_id = ${organizationId}
    union select t.person_id from application_contact t join application a on a.id = t.application_id where a.organization_id = ${organizationId}`);
  return new Set(rows.map(({ id }) => id));
}
