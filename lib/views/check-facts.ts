import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { type CheckName, type CheckSubject, checkNamesOf } from "@/lib/evidence/checks";
import type { FormerNames } from "@/lib/evidence/roster/match";
import { assessPersonAddress } from "@/lib/kernel/address";
import type { Day } from "@/lib/kernel/calendar";
import { registrableDomain } from "@/lib/kernel/domain";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { rosterSource } from "@/lib/list/kinds/listed-elsewhere";
import { listOf } from "@/lib/organization/commands/list-of";

/** The facts about a member or an applicant that the worker needs for its checks. */
export type CheckFacts = {
  readonly list: ListDefinition;
  /** The checks that the list's criteria ask for. */
  readonly checks: readonly CheckName[];
  /** The contact aliases in force, or the one that is applied with. */
  readonly addresses: readonly string[];
  /** Its names: its own, and the one under which it says the other list shows it. */
  readonly names: readonly string[];
  readonly formerNames: FormerNames;
  /** Registrable domains known to be the organization's. */
  readonly ownDomains: readonly string[];
  /** Registrable domains of the pages it named for its product. */
  readonly productDomains: readonly string[];
  readonly roster: { readonly url: string; readonly staleAfterDays: number } | null;
};

type Row = {
  list: string;
  name: string;
  addresses: readonly string[];
  domains: readonly string[];
  answers: readonly { criterion: string; draft: Draft }[];
  changes: readonly { names: readonly string[]; domains: readonly string[] }[];
};

/** Reads the facts. Null when there is no such subject, or none to ask about any more: it has left, or was decided. */
export async function checkFacts(db: Database | Transaction, subject: CheckSubject, today: Day): Promise<CheckFacts | null> {
  const { rows } = await db.execute<Row>("memberId" in subject ? ofMember(subject.memberId) : ofApplication(subject.applicationId));
  const row = rows[0];
  if (row === undefined) return null;
  const list = listOf(row.list);
  const criteria = criteriaInForce(list, today);
  const drafts = (kind: string) =>
    criteria.filter((each) => each.kind === kind).flatMap(({ key }) => row.answers.filter(({ criterion }) => criterion === key));
  const listed = drafts("listed-elsewhere").map(({ draft }) => draft.name ?? "");
  const typed = drafts("contact-alias").map(({ draft }) => draft.address ?? "");
  const roster = criteria.map(rosterSource).find((source) => source !== null) ?? null;
  const known = row.changes.flatMap(({ domains }) => domains);
  return {
    list,
    checks: checkNamesOf(list, today),
    addresses: "memberId" in subject ? row.addresses : typed.flatMap(asMailed),
    names: unique([row.name, ...listed]),
    formerNames: [{ names: unique([row.name, ...row.changes.flatMap(({ names }) => names)]), domains: unique([...row.domains, ...known]) }],
    ownDomains: unique(row.domains),
    productDomains: unique(drafts("product").flatMap(({ draft }) => domainOfLink(draft.link ?? ""))),
    roster,
  };
}

const changesOf = (organization: SQL) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('names', jsonb_build_array(g.old_name, g.new_name), 'domains', to_jsonb(g.new_domains)))
    from member_change g join member x on x.id = g.member_id where x.organization_id = ${organization} and g.accepted), '[]')`;

const domainsOf = (organization: SQL) =>
  sql`array(select d.domain from organization_domain d where d.organization_id = ${organization} order by d.domain)`;

function ofMember(memberId: string): SQL {
  return sql`
    select m.list, m.name,
      array(select l.address from contact_alias l where l.member_id = m.id and l.until_at is null order by l.since_at, l.id) as addresses,
      ${domainsOf(sql`m.organization_id`)} as domains,
      coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'draft', n.draft)) from member_answer n where n.member_id = m.id), '[]') as answers,
      ${changesOf(sql`m.organization_id`)} as changes
    from member m where m.id = ${memberId} and m.left_on is null`;
}

function ofApplication(applicationId: string): SQL {
  return sql`
    select a.list, a.organization_name as name, array[]::text[] as addresses,
      ${domainsOf(sql`a.organization_id`)} as domains,
      coalesce((select jsonb_agg(jsonb_build_object('criterion', n.criterion, 'draft', n.draft)) from answer n where n.application_id = a.id), '[]') as answers,
      ${changesOf(sql`a.organization_id`)} as changes
    from application a where a.id = ${applicationId} and a.status in ('draft', 'submitted', 'information_requested')`;
}

function asMailed(typed: string): readonly string[] {
  const assessment = assessPersonAddress(typed);
  return assessment.ok ? [assessment.address] : [];
}

function domainOfLink(link: string): readonly string[] {
  const host = URL.canParse(link) ? registrableDomain(new URL(link).hostname) : null;
  return host === null ? [] : [host];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text.trim() !== ""))];
}
