import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { aliasCheck } from "@/db/schema";
import { aliasCriterion, type ReadCriterion } from "@/lib/application/reading";
import type { AliasState } from "../decision";

export type AliasStanding = {
  /** The key of the criterion that asks for the alias; "" on a list without one. */
  readonly criterion: string;
  readonly state: AliasState;
  readonly address: string;
  readonly domain: string;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  /** Somebody who reads the address disowned it. */
  readonly disowned: boolean;
  /** On a shared host, or like another name: accepting it takes a recorded reason. */
  readonly needsReason: boolean;
  /** Who holds the very address already: a member of the list, or an open application whose alias was confirmed earlier. */
  readonly heldBy: "member" | "application" | null;
};

/**
 * The state of an application's contact alias: whether a person answered at the address that the answer names now. An
 * answer from an earlier address does not count. A list without an alias criterion has nothing to wait for.
 */
export async function aliasStanding(
  db: Database | Transaction,
  applicationId: string,
  read: readonly ReadCriterion[],
): Promise<AliasStanding> {
  const asking = aliasCriterion(read.map(({ criterion }) => criterion));
  const reading = read.find(({ criterion }) => criterion.key === asking?.key)?.reading;
  const answer = reading?.ok && reading.answer.kind === "contact-alias" ? reading.answer : null;
  const [check] = await db
    .select({
      address: aliasCheck.address,
      answeredAt: aliasCheck.answeredAt,
      answeredBy: aliasCheck.answeredBy,
      disownedAt: aliasCheck.disownedAt,
      byHand: aliasCheck.checkByHand,
    })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.applicationId, applicationId), isNull(aliasCheck.endedAt)));
  const disowned =
    answer !== null &&
    (await db.$count(
      aliasCheck,
      and(eq(aliasCheck.applicationId, applicationId), eq(aliasCheck.address, answer.address), isNotNull(aliasCheck.disownedAt)),
    )) > 0;
  const heldBy = answer === null ? null : await holderOf(db, applicationId, answer.folded);
  const answered =
    check !== undefined && answer !== null && check.address === answer.address && check.answeredAt !== null && check.disownedAt === null;
  return {
    criterion: asking?.key ?? "",
    state: asking === undefined ? "answered" : !answered ? "not-answered" : check.byHand ? "by-hand" : "answered",
    address: answer?.address ?? "",
    domain: answer?.registrableDomain ?? "",
    answeredAt: answered ? check.answeredAt : null,
    answeredBy: answered ? check.answeredBy : null,
    disowned,
    needsReason: answer?.warnings.some((warning) => warning === "hosted" || warning === "confusable" || warning === "listed") ?? false,
    heldBy,
  };
}

/**
 * Who has confirmed an address before this application. Of two applications the one whose alias was confirmed first comes first; one
 * that only names the address holds nothing.
 */
async function holderOf(db: Database | Transaction, applicationId: string, folded: string): Promise<AliasStanding["heldBy"]> {
  const { rows } = await db.execute<{ member: boolean; application: boolean }>(sql`
    select
      exists (select 1 from contact_alias l join member m on m.id = l.member_id
        where l.list = a.list and lower(l.address) = ${folded} and l.until_at is null and m.organization_id <> a.organization_id) as member,
      exists (select 1 from alias_check k join application b on b.id = k.application_id
        where k.list = a.list and lower(k.address) = ${folded} and k.answered_at is not null and k.ended_at is null
          and b.id <> a.id and b.status in ('submitted', 'information_requested')
          and (k.answered_at, k.id) < (select o.answered_at, o.id from alias_check o
            where o.application_id = a.id and o.answered_at is not null and o.ended_at is null)) as application
    from (select id, list, organization_id from application where id = ${applicationId}) a`);
  return rows[0]?.member ? "member" : rows[0]?.application ? "application" : null;
}
