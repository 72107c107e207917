import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { accessRecoveryEnders, accessRecoveryStatuses, domainSights } from "@/db/schema";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { momentOf } from "@/lib/kernel/calendar";
import { displayName, domainProof } from "../display-name";
import { domainsOfMember } from "./access-recovery-domains";

/** A wish to take over an organization, as the one who asked or somebody who acts for it sees it. */
export type AccessRecoveryView = {
  readonly id: string;
  readonly reference: string;
  /** To the one who asked, as they typed it until it is completed. */
  readonly organization: string;
  /** Whether the viewer is the one who asked; else they act for the organization. */
  readonly isMine: boolean;
  readonly person: string;
  readonly words: string;
  readonly status: (typeof accessRecoveryStatuses)[number];
  readonly endedThrough: (typeof accessRecoveryEnders)[number] | null;
  readonly askedAt: Date;
  readonly aliasProvedAt: Date | null;
  readonly domainProvedAt: Date | null;
  readonly domainCheckedAt: Date | null;
  readonly domainSeen: (typeof domainSights)[number] | null;
  readonly waitsUntil: Date | null;
  readonly endedAt: Date | null;
  /** What the domain has to show, for the one who asked alone, while it is open. Where is told once the alias has proved that they know it. */
  readonly proof: { readonly record: string; readonly domains: readonly string[] } | null;
};

/** The access recoveries on a list that concern the viewer, newest first: those they asked for, and open ones of organizations they act for. */
export async function accessRecoveriesFor(viewer: Actor, list: string): Promise<readonly AccessRecoveryView[]> {
  if (!isPerson(viewer)) return [];
  const mine = sql`(s.person_id = ${viewer.personId})`;
  const unknown = sql`(${mine} and s.alias_proved_at is null)`; // what would tell the one who asked whether there is such a member
  const { rows } = await database().execute<{ told: Told }>(sql`
    select jsonb_build_object('id', s.id, 'reference', s.reference, 'isMine', ${mine},
      'organization', case when ${mine} and s.status <> 'completed' then s.organization else m.name end,
      'name', p.name, 'email', p.email, 'words', s.words, 'status', s.status, 'endedThrough', s.ended_through, 'askedAt', s.asked_at,
      'aliasProvedAt', s.alias_proved_at, 'domainProvedAt', s.domain_proved_at,
      'domainCheckedAt', case when not ${unknown} then s.domain_checked_at end,
      'domainSeen', case when not ${unknown} then s.domain_seen end, 'waitsUntil', s.waits_until, 'endedAt', s.ended_at,
      'secret', case when ${mine} and s.status = 'open' then s.dns_secret end,
      'domains', case when ${mine} and not ${unknown} then ${domainsOfMember} else '[]' end) as told
    from access_recovery s left join member m on m.id = s.member_id join person p on p.id = s.person_id
    where s.list = ${list} and (${mine} or (s.status = 'open' and exists (
      select 1 from organization_contact c where c.organization_id = m.organization_id and c.person_id = ${viewer.personId} and c.until_at is null)))
    order by s.asked_at desc, s.id limit 20`);
  return rows.map(({ told }) => toView(told));
}

type Moments = "askedAt" | "aliasProvedAt" | "domainProvedAt" | "domainCheckedAt" | "waitsUntil" | "endedAt";
type Told = Omit<AccessRecoveryView, Moments | "person" | "proof"> & { readonly [K in Moments]: string | null } & {
  readonly name: string | null;
  readonly email: string;
  readonly secret: string | null;
  readonly domains: readonly string[];
};

function toView({ name, email, secret, domains, ...row }: Told): AccessRecoveryView {
  return {
    ...row,
    person: displayName({ name, email }),
    askedAt: new Date(row.askedAt ?? 0),
    aliasProvedAt: momentOf(row.aliasProvedAt),
    domainProvedAt: momentOf(row.domainProvedAt),
    domainCheckedAt: momentOf(row.domainCheckedAt),
    waitsUntil: momentOf(row.waitsUntil),
    endedAt: momentOf(row.endedAt),
    proof: secret === null ? null : { record: domainProof(secret), domains },
  };
}
