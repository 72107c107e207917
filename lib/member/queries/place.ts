import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import type { MemberPlace } from "../place";
import { memberFacts } from "./facts";

/** Nobody acts for more organizations of one list than this. */
const mostMemberships = 50;

/**
 * The memberships on a list of the organizations that the viewer acts for, with all that is known and open, by name; those that
 * ended come last, and of them only that they ended. Empty for everybody else.
 */
export async function memberPlaces(viewer: Actor, list: string): Promise<readonly MemberPlace[]> {
  if (!isPerson(viewer) || viewer.contacts.length === 0) return [];
  const { rows } = await database().execute<{ place: Told }>(sql`
    select jsonb_build_object(
      'memberId', m.id, 'organizationId', m.organization_id, 'name', m.name, 'role', mine.role, 'facts', ${memberFacts},
      'departure', (select d.kind from departure d where d.member_id = m.id and m.left_on is not null),
      'applicationReference', (select a.reference from application a where a.id = m.application_id),
      'aliases', coalesce((select jsonb_agg(jsonb_build_object('address', l.address, 'answeredAt', l.answered_at) order by l.since_at, l.id)
        from contact_alias l where l.member_id = m.id and l.until_at is null), '[]'),
      'people', coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.name, p.email), 'role', c.role)
          order by array_position(array['primary', 'deputy', 'reader'], c.role), c.since_at, p.id)
        from organization_contact c join person p on p.id = c.person_id where c.organization_id = m.organization_id and c.until_at is null), '[]'),
      'open', jsonb_build_object(
        'recheck', (select jsonb_build_object('reference', r.reference, 'status', r.status, 'dueOn', r.due_on)
          from recheck r where r.member_id = m.id and r.status in ('open', 'answered')),
        'aliasChange', (select jsonb_build_object('reference', x.reference, 'status', x.status, 'newAddress', x.new_address,
            'answerBy', x.answer_by, 'waitsUntil', x.waits_until)
          from alias_change x where x.member_id = m.id and x.status in ('asked', 'waiting', 'moving')),
        'removal', (select jsonb_build_object('reference', v.reference, 'status', v.status, 'carryOutOn', v.carry_out_on)
          from removal v where v.member_id = m.id and v.status in ('proposed', 'agreed') and v.told_at is not null),
        'pausedAt', (select w.paused_at from delivery_pause w where w.member_id = m.id and w.ended_at is null),
        'joinAskedAt', (select min(j.asked_at) from join_request j where j.member_id = m.id and j.answered_at is null),
        'change', (select jsonb_build_object('reference', g.reference, 'newName', g.new_name)
          from member_change g where g.member_id = m.id and g.decided_at is null),
        'succession', (select jsonb_build_object('reference', s.reference, 'waitsUntil', s.waits_until)
          from succession s where s.member_id = m.id and s.status = 'open'))
    ) as place
    from organization_contact mine join member m on m.organization_id = mine.organization_id
    where mine.person_id = ${viewer.personId} and mine.until_at is null and m.list = ${list}
    order by m.left_on is not null, lower(m.name), m.id
    limit ${mostMemberships}`);
  return rows.map(({ place }) => toPlace(place));
}

/** As it arrives in JSON: moments are texts. */
type Told = Omit<MemberPlace, "aliases" | "open"> & {
  readonly aliases: readonly { address: string; answeredAt: string | null }[];
  readonly open: Omit<MemberPlace["open"], "aliasChange" | "pausedAt" | "joinAskedAt" | "succession"> & {
    readonly aliasChange:
      | (Omit<NonNullable<MemberPlace["open"]["aliasChange"]>, "answerBy" | "waitsUntil"> &
          Record<"answerBy", string> & {
            waitsUntil: string | null;
          })
      | null;
    readonly pausedAt: string | null;
    readonly joinAskedAt: string | null;
    readonly succession: { reference: string; waitsUntil: string | null } | null;
  };
};

function toPlace({ aliases, open, ...rest }: Told): MemberPlace {
  const { aliasChange, pausedAt, joinAskedAt, succession } = open;
  const place = {
    ...rest,
    aliases: aliases.map(({ address, answeredAt }) => ({ address, answeredAt: momentOf(answeredAt) })),
    open: {
      ...open,
      aliasChange: aliasChange && {
        ...aliasChange,
        answerBy: new Date(aliasChange.answerBy),
        waitsUntil: momentOf(aliasChange.waitsUntil),
      },
      pausedAt: momentOf(pausedAt),
      joinAskedAt: momentOf(joinAskedAt),
      succession: succession && { ...succession, waitsUntil: momentOf(succession.waitsUntil) },
    },
  };
  return rest.facts.leftOn === null ? place : ended(place);
}

/** Who acted for an organization that left is told that it ended, and nothing of what is known of it since. */
function ended(place: MemberPlace): MemberPlace {
  return {
    ...place,
    aliases: [],
    people: [],
    facts: { ...place.facts, answers: [], recheck: null, found: [], aliasAnswered: false },
    open: { recheck: null, aliasChange: null, removal: null, pausedAt: null, joinAskedAt: null, change: null, succession: null },
  };
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
