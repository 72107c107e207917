import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { referenceOrder } from "@/db/schema/reference-order";
import { viewerRecused } from "@/lib/application/queries/conflict";
import { currentAction } from "@/lib/audit/former-names";
import { type Actor, isPerson, type Person } from "@/lib/kernel/actor";

/** The most rows of one kind in one export; the newest are taken. */
const mostRows = 1000;
/** How far back the audit trail is searched for one's own actions: it has no index by person. */
const mostEventsSearched = 100_000;

/**
 * What the portal holds of the person who asks, as JSON for a file: who they are, their roles, organizations, applications, sessions,
 * emails and actions, and their own findings and votes. Sessions without their tokens; emails by kind and day, actions without
 * their subjects; findings and votes on applications for which they are still eligible. Null for visitors. Times
 * are ISO texts.
 */
export async function exportOfPerson(viewer: Actor): Promise<Readonly<Record<string, unknown>> | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<{ told: Record<string, unknown> & { acts: readonly Act[] } }>(sql`
    select ${ofAccount} || ${ofCommittee} || ${ofReviews(viewer)} as told from person p where p.id = ${viewer.personId}`);
  const [told] = rows.map((row) => row.told);
  return told === undefined ? null : { ...told, acts: told.acts.map((act) => ({ ...act, action: currentAction(act.action) })) };
}

type Act = Readonly<Record<string, unknown>> & { readonly action: string };

const ofApplication = referenceOrder(sql`a.reference`);

/** The person `p` as somebody who signs in, and as one of an organization's people. */
const ofAccount = sql`jsonb_build_object(
  'you', jsonb_build_object('name', p.name, 'email', p.email, 'since', p.created_at, 'shortcuts', p.shortcuts),
  'sessions', ${listed(sql`jsonb_build_object('signedInAt', t.signed_in_at, 'expiresAt', t.expires_at) order by t.signed_in_at`, sql`session t where t.person_id = p.id`)},
  'organizations', ${listed(
    sql`jsonb_build_object('organization', o.name, 'role', c.role, 'since', c.since_at, 'until', c.until_at) order by c.since_at, o.name`,
    sql`organization_contact c join organization o on o.id = c.organization_id where c.person_id = p.id`,
  )},
  'applications', ${listed(
    sql`jsonb_build_object('list', a.list, 'reference', a.reference, 'organization', a.organization_name, 'since', c.since_at) order by c.since_at, ${ofApplication}`,
    sql`application_contact c join application a on a.id = c.application_id where c.person_id = p.id`,
  )},
  'emailsToYou', ${listed(
    sql`jsonb_build_object('kind', l.kind, 'list', l.list, 'writtenAt', l.created_at) order by l.created_at desc`,
    sql`(select * from email k where k.recipient in (p.email, lower(p.email)) order by k.created_at desc limit ${mostRows}) l`,
  )})`;

/** The person `p` as one of a committee, and what they did anywhere. */
const ofCommittee = sql`jsonb_build_object(
  'roles', ${listed(
    sql`jsonb_build_object('list', s.list, 'role', s.role, 'since', s.granted_at, 'until', s.revoked_at) order by s.granted_at, s.list, s.role`,
    sql`committee_role s where s.person_id = p.id`,
  )},
  'absences', ${listed(sql`jsonb_build_object('list', w.list, 'until', w.until_on) order by w.list`, sql`reviewer_absence w where w.person_id = p.id`)},
  'conflictsOfInterest', ${listed(
    sql`jsonb_build_object('list', i.list, 'origin', i.origin, 'since', i.since_at, 'until', i.lifted_at) order by i.since_at, i.id`,
    sql`conflict_of_interest i where i.person_id = p.id`,
  )},
  'acts', ${listed(
    sql`jsonb_build_object('at', e.at, 'action', e.action, 'list', e.list, 'role', e.actor_role) order by e.position desc`,
    sql`(select * from audit_event v where v.position > (select max(position) from audit_event) - ${mostEventsSearched}::int
      and v.actor_kind = 'person' and v.actor_id = p.id::text order by v.position desc limit ${mostRows}) e`,
  )})`;

/** The findings and votes of the person `p`; after losing the role or a recusal they are no longer included. */
function ofReviews(viewer: Person): SQL {
  const isReviewer = sql`exists (select 1 from committee_role s where s.person_id = p.id and s.list = a.list and s.revoked_at is null
    and s.role in ('reviewer', 'chair')) and not ${viewerRecused(viewer)}`;
  return sql`jsonb_build_object(
    'findings', ${listed(
      sql`jsonb_build_object('list', a.list, 'reference', a.reference, 'criterion', f.criterion, 'verdict', f.verdict, 'reason', f.reason, 'at', f.at)
        order by f.at desc, ${ofApplication}, f.criterion`,
      sql`(select * from finding x where x.person_id = p.id order by x.at desc limit ${mostRows}) f join application a on a.id = f.application_id where ${isReviewer}`,
    )},
    'votes', ${listed(
      sql`jsonb_build_object('list', a.list, 'reference', a.reference, 'choice', b.choice, 'reason', b.reason, 'at', b.at) order by b.at desc, ${ofApplication}`,
      sql`(select * from vote y where y.person_id = p.id order by y.at desc limit ${mostRows}) b join vote_round r on r.id = b.round_id
        join application a on a.id = r.application_id where ${isReviewer}`,
    )})`;
}

/** Rows as a list, empty where there are none. */
function listed(row: SQL, from: SQL): SQL {
  return sql`coalesce((select jsonb_agg(${row}) from ${from}), '[]')`;
}
