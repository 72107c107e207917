import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { aliasCheck } from "@/db/schema";
import { askAlias, endAliasCheck } from "@/lib/alias/commands/ask-alias";
import { judgePersonAddress } from "@/lib/kernel/address";
import type { Work } from "@/lib/kernel/command";
import type { Answer } from "@/lib/list/answer";
import type { Draft, Reading } from "@/lib/list/kind";
import type { LockedApplication } from "./lock";

/**
 * Follows the contact alias that was just stored. Another address ends the question to the old one, answered or not: an
 * answer holds for the very address that gave it. A page that reads asks the new address at once, unless somebody there has
 * said that it is not the organization's.
 */
export async function followAlias(work: Work, application: LockedApplication, draft: Draft, reading: Reading<Answer>): Promise<void> {
  const open = await openAliasCheck(work, application.id);
  const typed = judgePersonAddress(draft.address ?? "");
  const same = open !== null && typed.ok && typed.address === open.address;
  if (open !== null && !same) await endAliasCheck(work, application.id);
  if (same || !reading.ok || reading.answer.kind !== "contact-alias") return;
  if (await wasDisowned(work, application.id, reading.answer.address)) return;
  await askAlias(work, aliasQuestion(application, reading.answer.address));
}

export function aliasQuestion({ id, list, organizationId, organizationName, reference }: LockedApplication, address: string) {
  return { list, organizationId, organization: organizationName, applicationId: id, reference, address };
}

/** The question that is open, or was answered and still holds. */
export async function openAliasCheck(work: Work, applicationId: string): Promise<{ address: string; answeredAt: Date | null } | null> {
  const [open] = await work.tx
    .select({ address: aliasCheck.address, answeredAt: aliasCheck.answeredAt })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.applicationId, applicationId), isNull(aliasCheck.endedAt)));
  return open ?? null;
}

/** Whether a reader of this address said, for this application, that it is not the organization's. */
export async function wasDisowned(work: Work, applicationId: string, address: string): Promise<boolean> {
  const [found] = await work.tx
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.applicationId, applicationId), eq(aliasCheck.address, address), isNotNull(aliasCheck.disownedAt)))
    .orderBy(desc(aliasCheck.askedAt))
    .limit(1);
  return found !== undefined;
}
