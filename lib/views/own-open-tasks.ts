import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { ContactRole } from "@/lib/kernel/roles";

/** What emails and events about a membership can be about: itself, its organization, and each journey it went through. */
export type OpenTasks = {
  readonly organizationId: string;
  readonly list: string;
  readonly role: ContactRole;
  readonly subjects: readonly { readonly kind: string; readonly id: string }[];
};

/**
 * The things that belong to a membership, for one of its people: the reason of its emails and its log. Removals are among them
 * once the organization was told. Null for everybody else, and once the membership has ended.
 */
export async function openTasksOfMember(viewer: Actor, memberId: string): Promise<OpenTasks | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<OpenTasks>(sql`
    select m.organization_id as "organizationId", m.list, mine.role, (
      select jsonb_agg(jsonb_build_object('kind', s.kind, 'id', s.id)) from (
        select 'member' as kind, m.id union all select 'organization', m.organization_id
        union all select 'application', m.application_id where m.application_id is not null
        union all select 'recheck', r.id from recheck r where r.member_id = m.id
        union all select 'alias-change', x.id from alias_change x where x.member_id = m.id
        union all select 'removal', v.id from removal v where v.member_id = m.id and v.told_at is not null
        union all select 'reinstatement', m.id
        union all select 'contact-alias', l.id from contact_alias l where l.member_id = m.id
        union all select 'access-recovery', u.id from access_recovery u where u.member_id = m.id) s (kind, id)) as subjects
    from member m join organization_contact mine on mine.organization_id = m.organization_id and mine.until_at is null
    where m.id = ${memberId} and mine.person_id = ${viewer.personId} and m.left_on is null`);
  return rows[0] ?? null;
}
