import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { ContactRole } from "@/lib/kernel/roles";
import type { MembershipFacts } from "./standing";

type MemberBasics = MembershipFacts & {
  readonly name: string;
  readonly alias: string | null;
  readonly aliasAnsweredAt: Date | null;
};

/** A membership as the people of the organization see it. */
export type OwnMembership = MemberBasics & {
  readonly memberId: string;
  readonly applicationReference: string | null;
  readonly answers: readonly { readonly criterion: string; readonly confirmedOn: string }[];
  readonly contacts: readonly { readonly name: string; readonly role: string }[];
};

/** The memberships on a list of the organizations that the viewer acts for, by name. Empty for everybody else. */
export async function ownMemberships(viewer: Actor, list: string): Promise<readonly OwnMembership[]> {
  if (!isPerson(viewer) || viewer.contacts.length === 0) return [];
  const { rows } = await database().execute<OwnRow>(sql`
    select m.id, m.name, m.since_on, m.left_on, m.next_recheck_on, a.reference, c.address,
      to_char(c.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as answered_at,
      coalesce((select jsonb_agg(jsonb_build_object('criterion', r.criterion, 'confirmedOn', r.confirmed_on)) from member_answer r where r.member_id = m.id), '[]') as answers,
      coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.name, p.email), 'role', o.role) order by o.since_at)
        from organization_contact o join person p on p.id = o.person_id where o.organization_id = m.organization_id and o.until_at is null), '[]') as contacts
    from member m
    join organization_contact mine on mine.organization_id = m.organization_id and mine.person_id = ${viewer.personId} and mine.until_at is null
    left join application a on a.id = m.application_id
    left join contact_alias c on c.member_id = m.id and c.until_at is null
    where m.list = ${list}
    order by lower(m.name), m.id
    limit 50`);
  return rows.map((row) => ({
    memberId: row.id,
    name: row.name,
    since: row.since_on,
    leftOn: row.left_on,
    nextRecheckOn: row.next_recheck_on,
    alias: row.address,
    aliasAnsweredAt: row.answered_at === null ? null : new Date(row.answered_at),
    applicationReference: row.reference,
    answers: row.answers,
    contacts: row.contacts,
  }));
}

/** One membership that somebody acts for, and in which role. */
export type HeldMembership = {
  readonly memberId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly role: ContactRole;
  readonly since: string;
  readonly leftOn: string | null;
};

/** The memberships on a list of the organizations that the viewer acts for, by name, those that ended last. Empty for everybody else. */
export async function membershipsHeld(viewer: Actor, list: string): Promise<readonly HeldMembership[]> {
  if (!isPerson(viewer) || viewer.contacts.length === 0) return [];
  const { rows } = await database().execute<Omit<HeldMembership, "leftOn"> & { readonly leftOn: string | null }>(sql`
    select m.id as "memberId", m.organization_id as "organizationId", m.name, c.role, m.since_on as since, m.left_on as "leftOn"
    from organization_contact c join member m on m.organization_id = c.organization_id
    where c.person_id = ${viewer.personId} and c.until_at is null and m.list = ${list}
    order by m.left_on is not null, lower(m.name), m.id
    limit 50`);
  return rows;
}

type OwnRow = {
  id: string;
  name: string;
  since_on: string;
  left_on: string | null;
  next_recheck_on: string;
  reference: string | null;
  address: string | null;
  answered_at: string | null;
  answers: OwnMembership["answers"];
  contacts: OwnMembership["contacts"];
};
