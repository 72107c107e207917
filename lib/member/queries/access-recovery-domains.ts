import { sql } from "drizzle-orm";
import { database } from "@/db/client";

/** The maximum number of domains that are checked for one proof. */
const mostDomains = 20;

/**
 * The record that the worker looks for, and its domains: the organization's own, or if none is known those of its contact aliases. Null
 * when the access recovery is not open, or is proved already.
 */
export async function domainsToProve(accessRecoveryId: string): Promise<{ secret: string; domains: readonly string[] } | null> {
  const { rows } = await database().execute<{ secret: string; domains: readonly string[] }>(sql`
    select s.dns_secret as secret, ${domainsOfMember} as domains
    from access_recovery s join member m on m.id = s.member_id
    where s.id = ${accessRecoveryId} and s.status = 'open' and s.domain_proved_at is null`);
  const [row] = rows;
  return row === undefined ? null : { secret: row.secret, domains: row.domains.slice(0, mostDomains) };
}

/** The domains by which the member `m` can be proved, as a JSON list. */
export const domainsOfMember = sql`coalesce(
  (select jsonb_agg(d.domain order by d.domain) from organization_domain d where d.organization_id = m.organization_id),
  (select jsonb_agg(distinct l.domain) from contact_alias l where l.member_id = m.id and l.until_at is null), '[]')`;
