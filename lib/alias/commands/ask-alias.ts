import { and, eq, isNull } from "drizzle-orm";
import { aliasCheck } from "@/db/schema";
import { rateLimits, withinRate } from "@/lib/identity/rate";
import type { Work } from "@/lib/kernel/command";
import { newToken } from "@/lib/kernel/token";
import { writeLetter } from "@/lib/letter/write";
import { aliasCheckHours } from "../rules";

/** Whose address is asked, and for which application. */
export type AliasQuestion = {
  readonly list: string;
  readonly organizationId: string;
  readonly organization: string;
  readonly applicationId: string;
  readonly reference: string;
  /** As it is mailed. */
  readonly address: string;
};

export const aliasTokenPurpose = "alias";

/** Said when no more letters go to an address today. */
export const askedTooOften = "This address, or this application, has had as many letters as one day allows. Try again tomorrow";

/**
 * Writes a letter to an address and asks whether people read it. A newer question ends the one before, and an answer to that
 * no longer counts. Past the limits of a day nothing is written ("too-often"), so that nobody's mailbox can be flooded.
 */
export async function askAlias(work: Work, question: AliasQuestion): Promise<"asked" | "too-often"> {
  const { list, organizationId, organization, applicationId, reference, address } = question;
  await endAliasCheck(work, applicationId);
  const within = [
    await withinRate(work, rateLimits.aliasLetterPerAddress, address),
    await withinRate(work, rateLimits.aliasLetterPerDomain, address.slice(address.lastIndexOf("@") + 1)),
    await withinRate(work, rateLimits.aliasLetterPerApplication, applicationId),
  ].every(Boolean);
  if (!within) return "too-often";

  const { secret, hash } = newToken(aliasTokenPurpose);
  const expiresAt = new Date(work.now.getTime() + aliasCheckHours * 3_600_000);
  await work.tx.insert(aliasCheck).values({ list, organizationId, applicationId, address, tokenHash: hash, askedAt: work.now, expiresAt });
  const about = { kind: "application", id: applicationId, list, thread: `${reference}.application` };
  await writeLetter(work, "alias-check", address, about, {
    organization,
    reference,
    address,
    token: secret,
    expiresAt: expiresAt.toISOString(),
  });
  work.audit("alias.asked", about);
  return "asked";
}

/** Ends the open question of an application, answered or not: the address changed, or nobody needs to know any more. */
export async function endAliasCheck(work: Work, applicationId: string): Promise<void> {
  await work.tx
    .update(aliasCheck)
    .set({ endedAt: work.now })
    .where(and(eq(aliasCheck.applicationId, applicationId), isNull(aliasCheck.endedAt)));
}
