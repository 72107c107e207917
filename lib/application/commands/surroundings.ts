import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { application, contactAlias, member } from "@/db/schema";
import { domainsLike } from "@/lib/alias/commands/domains-like";
import { hostOf } from "@/lib/kernel/address";
import type { Day } from "@/lib/kernel/calendar";
import { domainLists } from "@/lib/kernel/domain";
import { portalDomain } from "@/lib/kernel/env";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { Draft, Surroundings } from "@/lib/list/kind";
import { typedAddresses, typedAlias } from "../reading";

type Typed = { readonly criterion: string; readonly draft: Draft };

/** Whose answers they are: an organization's own alias is not somebody else's. */
type Whose = { readonly applicationId: string } | { readonly organizationId: string };

type Asked = Whose & {
  readonly list: ListDefinition;
  readonly stored: readonly Typed[];
  readonly day: Day;
  readonly lookAlikes?: boolean;
};

/**
 * The facts that answers are judged with on a day: which typed addresses are a member's alias already, what their
 * own alias is, which policy is in force. With `lookAlikes` also the domains of members that look like a typed one, which flags need
 * and verdicts do not: they stop nobody, so only the page that shows flags asks for them.
 */
export async function surroundings(
  db: Database | Transaction,
  { list, stored, day, lookAlikes = false, ...whose }: Asked,
): Promise<Surroundings> {
  const typed = typedAddresses(stored.map(({ draft }) => draft));
  const ownAlias = typedAlias(criteriaInForce(list, day), stored)?.folded;
  return {
    portalDomain: portalDomain(),
    memberDomains: lookAlikes ? await domainsLike(db, { list: list.slug, hosts: typed.map(hostOf) }) : [],
    domains: domainLists,
    aliasesInUse: await aliasesInUse(db, { list: list.slug, whose, folded: typed }),
    ...("applicationId" in whose ? { domainsWithoutMail: await domainsWithoutMail(db, whose.applicationId) } : {}),
    policyVersion: policyInForce(list, day)?.version,
    ...(ownAlias === undefined ? {} : { ownAlias }),
  };
}

/** Only what is still written can be mended: once it is sent, people judge. */
async function domainsWithoutMail(db: Database | Transaction, applicationId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.execute<{ looked: string; sentence: string }>(sql`
    select e.looked, e.sentence from (
      select distinct on (looked) looked, sentence, result from evidence_check
      where application_id = ${applicationId}::uuid and name = 'mail-domain' order by looked, checked_at desc) e
    where e.result = 'no' and exists (select 1 from application a where a.id = ${applicationId}::uuid and a.status = 'draft')`);
  return new Map(rows.map(({ looked, sentence }) => [looked, sentence]));
}

/** Those of some addresses that are another organization's alias on the list, as they are compared. */
async function aliasesInUse(
  db: Database | Transaction,
  { list, whose, folded }: { list: string; whose: Whose; folded: readonly string[] },
): Promise<readonly string[]> {
  if (folded.length === 0) return [];
  const own =
    "organizationId" in whose
      ? sql`${whose.organizationId}::uuid`
      : sql`(select a.organization_id from ${application} a where a.id = ${whose.applicationId})`;
  const rows = await db
    .select({ address: sql<string>`lower(${contactAlias.address})` })
    .from(contactAlias)
    .innerJoin(member, eq(member.id, contactAlias.memberId))
    .where(
      and(
        eq(contactAlias.list, list),
        isNull(contactAlias.until),
        inArray(sql`lower(${contactAlias.address})`, [...folded]),
        sql`${member.organizationId} <> ${own}`,
      ),
    );
  return rows.map(({ address }) => address);
}
