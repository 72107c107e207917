import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { confusableSkeleton } from "@/lib/kernel/domain";

type Asked = {
  /** The list's slug. */
  readonly list: string;
  /** Host names in A-labels. */
  readonly hosts: readonly string[];
  /** A member whose own aliases are left out. */
  readonly exceptMember?: string | null;
};

/**
 * The domains of a list's contact aliases in use that may be mistaken for one of the given hosts, in alphabetical order: those with
 * an equal confusable skeleton, and those whose skeleton is not stored yet. The caller compares them; the hosts themselves are among them when
 * they belong to a member.
 */
export async function domainsLike(db: Database | Transaction, { list, hosts, exceptMember = null }: Asked): Promise<readonly string[]> {
  if (hosts.length === 0) return [];
  const skeletons = sql.join(
    hosts.map((host) => sql`${confusableSkeleton(host)}`),
    sql`, `,
  );
  const { rows } = await db.execute<{ domain: string }>(sql`
    select distinct domain from contact_alias
    where list = ${list} and until_at is null and (skeleton in (${skeletons}) or skeleton is null)
      and (${exceptMember}::uuid is null or member_id <> ${exceptMember}::uuid)
    order by domain`);
  return rows.map(({ domain }) => domain);
}
