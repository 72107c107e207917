import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type AliasTold, aliasesShown, aliasShown } from "@/lib/alias/queries/in-use";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { Membership } from "../membership";
import { nothingOpen } from "../open-items";
import { memberFacts } from "./facts";

/** Nobody acts for more organizations of one list than this. */
const mostMemberships = 50;

/**
 * The memberships on a list of the organizations that the viewer acts for, with all that is known and open, by name; those that
 * ended come last, and of them only that they ended. Empty for everybody else.
 */
export async function membershipsOf(viewer: Actor, list: string): Promise<readonly Membership[]> {
  if (!isPerson(viewer) || viewer.contacts.length === 0) return [];
  const { rows } = await database().execute<{ place: Told }>(sql`
    select jsonb_build_object(
      'memberId', m.id, 'organizationId', m.organization_id, 'name', m.name, 'role', mine.role, 'facts', ${memberFacts},
      'endedAs', (select d.kind from end_of_membership d where d.member_id = m.id and m.left_on is not null),
      'applicationReference', (select a.reference from application a where a.id = m.application_id),
      'aliases', ${aliasesShown},
      'people', coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.name, p.email), 'role', c.role)
          order by array_position(array['primary', 'deputy', 'reader'], c.role), c.since_at, p.id)
        from organization_contact c join person p on p.id = c.person_id where c.organization_id = m.organization_id and c.until_at is null), '[]')
    ) as place
    from organization_contact mine join member m on m.organization_id = mine.organization_id
    where mine.person_id = ${viewer.personId} and mine.until_at is null and m.list = ${list}
    order by m.left_on is not null, lower(m.name), m.id
    limit ${mostMemberships}`);
  return rows.map(({ place }) => toMembership(place));
}

/** As it arrives in JSON: moments are texts. */
type Told = Omit<Membership, "aliases"> & { readonly aliases: readonly AliasTold[] };

function toMembership({ aliases, ...rest }: Told): Membership {
  const moments = aliases.map(aliasShown);
  return rest.facts.leftOn === null ? { ...rest, aliases: moments } : ended({ ...rest, aliases: moments });
}

/** Who acted for an organization that left is told that it ended, whether it can appeal, and nothing of what is known of it since. */
function ended({ facts, ...membership }: Membership): Membership {
  const open = { ...nothingOpen, removal: facts.open.removal };
  return { ...membership, aliases: [], people: [], facts: { ...facts, answers: [], recheck: null, found: [], aliasAnswered: false, open } };
}
