import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { domainsLike } from "@/lib/alias/commands/domains-like";
import { hostOf } from "@/lib/kernel/address";
import type { Day } from "@/lib/kernel/calendar";
import { domainLists } from "@/lib/kernel/domain";
import { portalDomain } from "@/lib/kernel/env";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { Draft, ValidationContext } from "@/lib/list/kind";
import { typedAddresses, typedAlias } from "../reading";

type Typed = { readonly criterion: string; readonly draft: Draft };

/** Whose answers they are: an organization's own alias is not somebody else's. */
type Whose = { readonly applicationId: string } | { readonly organizationId: string };

type Asked = Whose & {
  readonly list: ListDefinition;
  readonly stored: readonly Typed[];
  readonly day: Day;
  readonly lookAlikes?: boolean;
  /** Today, where `day` is a day of the past. */
  readonly today?: Day;
};

/**
 * The facts with which answers are validated on a day: their own alias, domains without mail, the policy in force. None of
 * them is about another organization, so that an applicant learns nothing about others. With `lookAlikes` also the domains of members that
 * resemble the typed one: they do not prevent anything, and only the committee's pages use them.
 */
export async function loadValidationContext(
  db: Database | Transaction,
  { list, stored, day, lookAlikes = false, today = day, ...whose }: Asked,
): Promise<ValidationContext> {
  const ownAlias = typedAlias(criteriaInForce(list, day), stored)?.folded;
  return {
    portalDomain: portalDomain(),
    memberDomains: lookAlikes
      ? await domainsLike(db, { list: list.slug, hosts: typedAddresses(stored.map(({ draft }) => draft)).map(hostOf) })
      : [],
    domains: domainLists,
    contactAddress: list.contact.email,
    today,
    ...(await ownPeople(db, whose)),
    ...("applicationId" in whose ? { domainsWithoutMail: await domainsWithoutMail(db, whose.applicationId) } : {}),
    policyVersion: policyInForce(list, day)?.version,
    ...(ownAlias === undefined ? {} : { ownAlias }),
  };
}

/** With which addresses the organization's own people sign in, and whether a reason for one is asked: of an application while it is a draft, of a member always. */
async function ownPeople(db: Database | Transaction, whose: Whose): Promise<Pick<ValidationContext, "ownAddresses" | "asksReasons">> {
  const { rows } = await db.execute<{ emails: string[]; drafted: boolean }>(
    "applicationId" in whose
      ? sql`select array(select lower(p.email) from application_contact t join person p on p.id = t.person_id where t.application_id = ${whose.applicationId}::uuid) as emails,
          exists (select 1 from application a where a.id = ${whose.applicationId}::uuid and a.status = 'draft') as drafted`
      : sql`select array(select lower(p.email) from organization_contact t join person p on p.id = t.person_id
          where t.organization_id = ${whose.organizationId}::uuid and t.until_at is null) as emails, true as drafted`,
  );
  return { ownAddresses: rows[0]?.emails ?? [], asksReasons: rows[0]?.drafted ?? false };
}

/** Only drafts can be corrected: once it is sent, people decide. */
async function domainsWithoutMail(db: Database | Transaction, applicationId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.execute<{ target: string; sentence: string }>(sql`
    select e.target, e.sentence from (
      select distinct on (target) target, sentence, result from evidence_check
      where application_id = ${applicationId}::uuid and name = 'mail-domain' order by target, checked_at desc) e
    where e.result = 'no' and exists (select 1 from application a where a.id = ${applicationId}::uuid and a.status = 'draft')`);
  return new Map(rows.map(({ target, sentence }) => [target, sentence]));
}
