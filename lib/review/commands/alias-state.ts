import { and, eq, isNull } from "drizzle-orm";
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
  /** On a shared host, or like another name: accepting it takes a recorded reason. */
  readonly needsReason: boolean;
};

/**
 * How the contact alias of an application stands: whether a person answered at the very address that the answer names now. An
 * answer given at an earlier address counts for nothing. A list that asks for no alias has nothing to wait for.
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
  const answered =
    check !== undefined && answer !== null && check.address === answer.address && check.answeredAt !== null && check.disownedAt === null;
  return {
    criterion: asking?.key ?? "",
    state: asking === undefined ? "answered" : !answered ? "not-answered" : check.byHand ? "by-hand" : "answered",
    address: answer?.address ?? "",
    domain: answer?.registrableDomain ?? "",
    answeredAt: answered ? check.answeredAt : null,
    answeredBy: answered ? check.answeredBy : null,
    needsReason: answer?.flags.some((flag) => flag === "hosted" || flag === "confusable") ?? false,
  };
}
