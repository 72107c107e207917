import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { preparedStatement } from "@/db/prepared-statement";
import { committeeIdleHours, committeeSessionHours, idleDays } from "@/lib/identity/sessions";
import type { Person } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";
import { sha256 } from "@/lib/kernel/token";

type ActorRow = {
  person_id: string;
  email: string;
  name: string | null;
  signed_in_at: string | null;
  roles: Person["roles"];
  contacts: Person["contacts"];
  conflicts: Person["conflicts"];
};

/** A person with current roles, contacts and conflicts of interest, in one query. */
const asActor = sql`
  p.id as person_id, p.email, p.name,
  coalesce((select jsonb_agg(jsonb_build_object('list', s.list, 'role', s.role) order by s.list, s.role)
    from committee_role s where s.person_id = p.id and s.revoked_at is null), '[]') as roles,
  coalesce((select jsonb_agg(jsonb_build_object('organizationId', c.organization_id, 'role', c.role) order by c.organization_id)
    from organization_contact c where c.person_id = p.id and c.until_at is null), '[]') as contacts,
  coalesce((select jsonb_agg(jsonb_build_object('list', i.list, 'organizationId', i.organization_id) order by i.organization_id)
    from conflict_of_interest i where i.person_id = p.id and i.lifted_at is null and i.origin <> 'domain'), '[]') as conflicts`;

/**
 * The person signed in with a session token, with everything that permissions ask about, read anew each time.
 * Null for an unknown or ended session, for one that was idle too long, and for a committee session older than half a day.
 */
export async function personOfSession(sessionToken: string): Promise<Person | null> {
  return (await sessionInUse(sessionToken))?.person ?? null;
}

/** As `personOfSession`, with whether it was last noted some minutes ago that the session is in use. */
export async function sessionInUse(sessionToken: string): Promise<{ person: Person; notedLongAgo: boolean } | null> {
  const [row] = await preparedStatement<ActorRow & { noted_long_ago: boolean }>(
    database(),
    sql`
    select ${asActor}, to_char(t.signed_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as signed_in_at,
      t.last_used_at < now() - interval '5 minutes' as noted_long_ago
    from session t join person p on p.id = t.person_id
    where t.session_token = ${sha256(sessionToken)} and t.expires_at > now()
      and t.last_used_at > now() - make_interval(days => ${idleDays})
      and (t.signed_in_at > now() - make_interval(hours => ${committeeSessionHours})
          and t.last_used_at > now() - make_interval(hours => ${committeeIdleHours})
        or not exists (select 1 from committee_role s where s.person_id = p.id and s.revoked_at is null))`,
  );
  return row ? { person: toPerson(row), notedLongAgo: row.noted_long_ago } : null;
}

/** The person behind an address, for the command line and for emails; not signed in, so never fresh. */
export async function personByEmail(email: string): Promise<Person | null> {
  const { rows } = await database().execute<ActorRow>(sql`
    select ${asActor}, null as signed_in_at from person p where lower(p.email) = lower(${email})`);
  return rows[0] ? toPerson(rows[0]) : null;
}

function toPerson(row: ActorRow): Person {
  return {
    kind: "person",
    personId: row.person_id,
    email: row.email,
    name: row.name,
    signedInAt: momentOf(row.signed_in_at),
    roles: row.roles,
    contacts: row.contacts,
    conflicts: row.conflicts,
  };
}
