import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { aliasChange, contactAlias, organizationContact, organizationDomain, person } from "@/db/schema";
import { type AddressWarning, assessAddress, assessPersonAddress } from "@/lib/kernel/address";
import type { Day } from "@/lib/kernel/calendar";
import { domainLists, registrableDomain } from "@/lib/kernel/domain";
import { portalDomain } from "@/lib/kernel/env";
import { pipelined } from "@/lib/kernel/pipelined";
import { type Problem, Refusal } from "@/lib/kernel/refusal";
import { isBlank } from "@/lib/kernel/text";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { capital } from "@/lib/list/words";
import { type AgreementReason, whyAgreement } from "../change-rules";
import type { AliasWish } from "../wish";
import { domainsLike } from "./domains-like";

type Weighing = {
  readonly member: { readonly id: string; readonly organizationId: string };
  readonly list: ListDefinition;
  readonly today: Day;
  readonly through: "representative" | "committee";
};

export type AssessedAlias = {
  /** As it is mailed, as it is compared, and its whole domain. */
  readonly address: string;
  readonly folded: string;
  readonly domain: string;
  readonly warnings: readonly AddressWarning[];
  /** Why two people on the committee have to agree; empty when they need not. */
  readonly why: readonly AgreementReason[];
  /** The alias that is replaced; null where one is added. */
  readonly old: { readonly id: string; readonly address: string } | null;
};

/**
 * Validates a request for another contact alias by the same rules as in an application: a role address on the organization's own domain, no address
 * of the portal, and a reason why it reaches a team where it looks like one person's or one of them signs in with it. Names every
 * mistake at once (a Refusal with problems); what reviewers have to see is returned as flags. Only the committee is told whether it is another member's alias: its readers are
 * asked, and an address can never belong to two members (`one_member_per_alias`).
 */
export async function assessAlias(
  db: Database | Transaction,
  { member, list, today, through }: Weighing,
  wish: AliasWish,
): Promise<AssessedAlias> {
  const noun = nounOf(list, today);
  const typed = assessPersonAddress(wish.address);
  const [{ aliases, domains, signInAddresses }, alike] = await pipelined([
    known(db, member),
    domainsLike(db, { list: list.slug, hosts: typed.ok ? [typed.domain] : [] }),
  ]);
  const assessment = assessAddress(wish.address, {
    portalDomain: portalDomain(),
    memberDomains: alike,
    contactAddress: list.contact.email,
    ownAddresses: signInAddresses,
    domains: domainLists,
    noun,
  });
  const problems: Problem[] = [];
  const fault = (field: string, message: string) => problems.push({ field, message });

  if (!assessment.ok) fault("address", assessment.message);
  else if (aliases.some(({ address }) => address.toLowerCase() === assessment.folded))
    fault("address", `${capital(noun)} must not already be in use`);

  const warnings = assessment.ok ? [...assessment.warnings, ...otherDomain(assessment.registrableDomain, domains)] : [];
  const unexplained = warnings.find(({ code }) => code === "personal" || code === "own-address" || code === "listed");
  if (unexplained && isBlank(wish.reachesTeam)) fault("reachesTeam", unexplained.message);

  const old =
    wish.mode === "add"
      ? null
      : (aliases.find(({ id }) => id === wish.oldAlias) ?? (wish.oldAlias === "" && aliases.length === 1 ? aliases[0] : undefined));
  if (old === undefined)
    fault(
      aliases.length === 0 ? "mode" : "oldAlias",
      aliases.length === 0 ? "There is no address in use that could be replaced" : "Choose which address is replaced",
    );

  if (!assessment.ok || old === undefined || problems.length > 0)
    throw new Refusal(problems[0]?.message ?? "", { kind: "input", problems });
  const { address, folded, domain } = assessment;
  const why = whyAgreement({ warnings: warnings.map(({ code }) => code), oldIsDead: wish.oldIsDead === "yes", askedThrough: through });
  return { address, folded, domain, warnings, why, old };
}

/** What the list calls the address. */
function nounOf(list: ListDefinition, today: Day): string {
  const criterion = criteriaInForce(list, today).find(({ kind }) => kind === "contact-alias");
  return typeof criterion?.settings?.noun === "string" ? criterion.settings.noun : "contact alias";
}

/** The aliases in use, the domains that are known for the organization, and the addresses with which its people sign in. */
async function known(db: Database | Transaction, { id, organizationId }: Weighing["member"]) {
  const [aliases, domains, people] = await pipelined([
    db
      .select({ id: contactAlias.id, address: contactAlias.address, domain: contactAlias.domain })
      .from(contactAlias)
      .where(and(eq(contactAlias.memberId, id), isNull(contactAlias.until)))
      .orderBy(contactAlias.since, contactAlias.id),
    db.select({ domain: organizationDomain.domain }).from(organizationDomain).where(eq(organizationDomain.organizationId, organizationId)),
    db
      .select({ email: sql<string>`lower(${person.email})` })
      .from(organizationContact)
      .innerJoin(person, eq(person.id, organizationContact.personId))
      .where(and(eq(organizationContact.organizationId, organizationId), isNull(organizationContact.until))),
  ]);
  return {
    aliases,
    domains: new Set([...domains, ...aliases].map(({ domain }) => registrableDomain(domain) ?? domain)),
    signInAddresses: people.map(({ email }) => email),
  };
}

function otherDomain(registrable: string, own: ReadonlySet<string>): readonly AddressWarning[] {
  if (own.has(registrable)) return [];
  return [{ code: "other-domain", message: `${registrable} is not a known domain of the organization` }];
}

/** The change of a member that is under way, if there is one. */
export async function openChangeOf(db: Database | Transaction, memberId: string): Promise<typeof aliasChange.$inferSelect | null> {
  const [open] = await db
    .select()
    .from(aliasChange)
    .where(and(eq(aliasChange.memberId, memberId), sql`${aliasChange.status} in ('asked', 'waiting', 'moving')`));
  return open ?? null;
}
