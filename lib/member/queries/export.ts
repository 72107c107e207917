import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { StatusFacts } from "../open-task";
import { memberStatus, statusFields } from "../status";
import { memberFacts } from "./facts";

/** The most emails in one export. */
const mostEmails = 1000;

/**
 * One's own data about a membership, as JSON for a file: the membership with its statements, one's own roles, and the
 * emails to oneself. For a membership that has ended only data about oneself. Null for everybody else. Times are ISO texts.
 */
export async function exportOfMembership(
  viewer: Actor,
  { list, memberId, today }: { readonly list: ListDefinition; readonly memberId: string; readonly today: Day },
): Promise<Readonly<Record<string, unknown>> | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<{ told: Record<string, unknown>; facts: StatusFacts }>(sql`
    select jsonb_build_object('list', m.list, 'organization', m.name, 'since', m.since_on, 'leftOn', m.left_on,
      'you', jsonb_build_object('name', me.name, 'email', me.email, 'roles', (
        select jsonb_agg(jsonb_build_object('role', c.role, 'since', c.since_at, 'until', c.until_at) order by c.since_at)
        from organization_contact c where c.organization_id = m.organization_id and c.person_id = me.id)),
      'emailsToYou', coalesce((select jsonb_agg(jsonb_build_object('kind', t.kind, 'writtenAt', t.created_at, 'subject', t.subject) order by t.created_at)
        from (select * from email l where l.list = m.list and l.recipient in (me.email, lower(me.email)) order by l.created_at desc limit ${mostEmails}) t), '[]'))
      || case when m.left_on is not null then '{}' else jsonb_build_object(
        'nextRecheckOn', m.next_recheck_on,
        'contactAliases', coalesce((select jsonb_agg(jsonb_build_object('address', l.address, 'since', l.since_at, 'answeredAt', l.answered_at) order by l.since_at)
          from contact_alias l where l.member_id = m.id and l.until_at is null), '[]'),
        'representatives', (select jsonb_agg(jsonb_build_object('name', p.name, 'email', p.email, 'role', c.role, 'since', c.since_at) order by c.since_at)
          from organization_contact c join person p on p.id = c.person_id where c.organization_id = m.organization_id and c.until_at is null),
        'answers', coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'version', n.criterion_version, 'confirmedOn', n.confirmed_on, 'confirmedBy', n.confirmed_by,
          'typed', n.draft) order by n.criterion) from member_answer n where n.member_id = m.id), '[]')) end as told, ${memberFacts} as facts
    from member m join organization_contact mine on mine.organization_id = m.organization_id and mine.until_at is null
    join person me on me.id = mine.person_id
    where m.id = ${memberId} and m.list = ${list.slug} and me.id = ${viewer.personId}`);
  const [row] = rows;
  return row === undefined ? null : { ...row.told, status: statusFields(memberStatus(list, row.facts, today)) };
}
