import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import { tokenHash } from "@/lib/kernel/token";
import { representativeTokenPurpose } from "@/lib/organization/commands/invite-representative";
import { type InvitationState, invitationState, isLastToAct } from "@/lib/organization/people";

/** Who acts for an organization, as one of them sees it. What waits for an answer is shown to those who can give it. */
export type MemberPeople = {
  readonly memberId: string;
  readonly name: string;
  readonly mayAct: boolean;
  readonly people: readonly {
    readonly personId: string;
    readonly name: string | null;
    readonly email: string;
    readonly role: ContactRole;
    readonly since: Date;
    readonly isMe: boolean;
    /** The last one who can act: keeps the role, and stays. */
    readonly isLast: boolean;
  }[];
  readonly invitations: readonly {
    readonly id: string;
    readonly email: string;
    readonly role: ContactRole;
    readonly expiresAt: Date;
    readonly state: InvitationState;
  }[];
  readonly requests: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly email: string;
    readonly words: string;
    readonly askedAt: Date;
    readonly escalated: boolean;
  }[];
};

/** The people of a membership, for those who act for it; null for everybody else, and once it has ended. */
export async function peopleOfMember(viewer: Actor, memberId: string): Promise<MemberPeople | null> {
  if (!isPerson(viewer)) return null;
  const { rows } = await database().execute<{ told: Told }>(sql`
    select jsonb_build_object('memberId', m.id, 'name', m.name, 'mayAct', mine.role = 'primary', 'now', now(),
      'people', (select jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'role', c.role, 'since', c.since_at,
          'isMe', p.id = ${viewer.personId}) order by array_position(array['primary', 'deputy', 'reader'], c.role), c.since_at, p.id)
        from organization_contact c join person p on p.id = c.person_id where c.organization_id = m.organization_id and c.until_at is null),
      'invitations', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'email', i.email, 'role', i.role, 'expiresAt', i.expires_at)
          order by i.invited_at, i.id) from organization_invitation i
        where i.organization_id = m.organization_id and i.accepted_at is null and i.ended_at is null and mine.role = 'primary'), '[]'),
      'requests', coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'name', p.name, 'email', p.email, 'words', j.words,
          'askedAt', j.asked_at, 'escalated', j.escalated_at is not null) order by j.asked_at, j.id)
        from join_request j join person p on p.id = j.person_id
        where j.member_id = m.id and j.answered_at is null and mine.role = 'primary'), '[]')
    ) as told
    from member m join organization_contact mine on mine.organization_id = m.organization_id and mine.until_at is null
    where m.id = ${memberId} and mine.person_id = ${viewer.personId} and m.left_on is null`);
  return rows[0] === undefined ? null : toPeople(rows[0].told);
}

type Told = Omit<MemberPeople, "people" | "invitations" | "requests"> & {
  readonly now: string;
  readonly people: readonly (Omit<MemberPeople["people"][number], "since" | "isLast"> & { since: string })[];
  readonly invitations: readonly (Omit<MemberPeople["invitations"][number], "expiresAt" | "state"> & { expiresAt: string })[];
  readonly requests: readonly (Omit<MemberPeople["requests"][number], "askedAt"> & { askedAt: string })[];
};

function toPeople({ now, people, invitations, requests, ...rest }: Told): MemberPeople {
  return {
    ...rest,
    people: people.map((each) => ({ ...each, since: new Date(each.since), isLast: isLastToAct(people, each.personId) })),
    invitations: invitations.map((each) => {
      const expiresAt = new Date(each.expiresAt);
      return { ...each, expiresAt, state: invitationState({ expiresAt, acceptedAt: null, endedAt: null }, new Date(now)) };
    }),
    requests: requests.map((each) => ({ ...each, askedAt: new Date(each.askedAt) })),
  };
}

/** What the link of an invitation opens. */
export type RepresentativeInvitation = {
  readonly list: string;
  readonly organization: string;
  readonly inviter: string;
  readonly role: ContactRole;
  readonly expiresAt: Date;
  readonly state: InvitationState;
  /** Whether the viewer is the person it was written to. */
  readonly isForMe: boolean;
  /** The viewer would have to recuse yourself in the list's committee. */
  readonly hasRole: boolean;
};

/** The invitation behind a link, or null. Anybody with the link sees who invites and for what; looking changes nothing. */
export async function representativeInvitation(viewer: Actor, token: string): Promise<RepresentativeInvitation | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const { rows } = await database().execute<{
    told: Omit<RepresentativeInvitation, "expiresAt" | "state" | "isForMe" | "hasRole"> & {
      email: string;
      expiresAt: string;
      acceptedAt: string | null;
      endedAt: string | null;
      now: string;
    };
  }>(sql`
    select jsonb_build_object('list', i.list, 'organization', m.name, 'inviter', coalesce(p.name, p.email), 'role', i.role, 'email', i.email,
      'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at, 'endedAt', i.ended_at, 'now', now()) as told
    from organization_invitation i join person p on p.id = i.invited_by
    join member m on m.organization_id = i.organization_id and m.list = i.list and m.left_on is null
    where i.token_hash = ${tokenHash(representativeTokenPurpose, token)}`);
  const told = rows[0]?.told;
  if (told === undefined) return null;
  const { email, acceptedAt, endedAt, now, ...shown } = told;
  const expiresAt = new Date(told.expiresAt);
  return {
    ...shown,
    expiresAt,
    state: invitationState({ expiresAt, acceptedAt: momentOf(acceptedAt), endedAt: momentOf(endedAt) }, new Date(now)),
    isForMe: isPerson(viewer) && viewer.email.toLowerCase() === email.toLowerCase(),
    hasRole: hasCommitteeRole(viewer, told.list, "reviewer", "chair", "auditor"),
  };
}
