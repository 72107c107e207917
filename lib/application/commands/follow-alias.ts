import { eq } from "drizzle-orm";
import { aliasCheck } from "@/db/schema";
import { askAlias, endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { assessPersonAddress } from "@/lib/kernel/address";
import type { Work } from "@/lib/kernel/command";
import type { Answer } from "@/lib/list/answer";
import type { Draft, Reading } from "@/lib/list/kind";
import type { LockedApplication } from "./lock";
import { contactsOf } from "./people";

/**
 * Applies the contact alias that was just stored. A new address ends the question to the old one, answered or not: an
 * answer is valid only for its own address. A valid page asks the new address at once, unless somebody there has
 * said that it does not belong to the organization.
 */
export async function followAlias(work: Work, application: LockedApplication, draft: Draft, reading: Reading<Answer>): Promise<void> {
  const { standing: open, disowned } = await aliasChecks(work, application.id);
  const typed = assessPersonAddress(draft.address ?? "");
  const same = open !== null && typed.ok && typed.address === open.address;
  if (open !== null && !same) await endAliasCheck(work, { kind: "application", id: application.id });
  if (same || !reading.ok || reading.answer.kind !== "contact-alias") return;
  if (disowned.includes(reading.answer.address)) return;
  await askAliasOf(work, application, reading.answer.address);
}

/** Asks at the contact alias of an application whether it is monitored, and names who applies. */
export async function askAliasOf(work: Work, application: LockedApplication, address: string): Promise<"asked" | "too-often"> {
  const { id, list, organizationId, organizationName: organization, reference } = application;
  const [applicant] = await contactsOf(work.tx, id);
  return askAlias(work, { subject: { kind: "application", id }, list, organizationId, organization, reference, address, applicant });
}

export type AliasChecks = {
  /** The question that is open, or was answered and still holds. */
  readonly standing: Pick<
    typeof aliasCheck.$inferSelect,
    "address" | "answeredAt" | "endedAt" | "disownedAt" | "expiresAt" | "attempts"
  > | null;
  /** Addresses of which a reader said, for this application, that they are not the organization's. */
  readonly disowned: readonly string[];
};

/** The state of the questions that were asked about an application's alias. */
export async function aliasChecks(work: Work, applicationId: string): Promise<AliasChecks> {
  const asked = await work.tx
    .select({
      address: aliasCheck.address,
      answeredAt: aliasCheck.answeredAt,
      endedAt: aliasCheck.endedAt,
      disownedAt: aliasCheck.disownedAt,
      expiresAt: aliasCheck.expiresAt,
      attempts: aliasCheck.attempts,
    })
    .from(aliasCheck)
    .where(eq(aliasCheck.applicationId, applicationId));
  return {
    standing: asked.find(({ endedAt }) => endedAt === null) ?? null,
    disowned: asked.filter(({ disownedAt }) => disownedAt !== null).map(({ address }) => address),
  };
}
