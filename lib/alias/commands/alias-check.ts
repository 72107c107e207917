import { and, eq, isNull } from "drizzle-orm";
import { aliasCheck } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { confirmContactAlias } from "@/lib/organization/commands/contact-alias";
import type { AliasQuestion } from "./ask-alias";

type Said = Partial<
  Pick<typeof aliasCheck.$inferInsert, "attempts" | "answeredAt" | "answeredBy" | "checkByHand" | "disownedAt" | "endedAt">
>;

/** Stores what somebody who reads the address said to a check, which is locked. */
export async function storeAliasReply(work: Work, checkId: string, said: Said): Promise<void> {
  await work.tx.update(aliasCheck).set(said).where(eq(aliasCheck.id, checkId));
}

/** Ends the questions of a subject that nobody has answered. */
export async function endUnansweredChecks(work: Work, { kind, id }: AliasQuestion["subject"]): Promise<void> {
  const open = and(isNull(aliasCheck.endedAt), isNull(aliasCheck.answeredAt));
  await work.tx
    .update(aliasCheck)
    .set({ endedAt: work.now })
    .where(and(eq(aliasCheck.subjectKind, kind), eq(aliasCheck.subjectId, id), open));
}

/** The committee has accepted what was answered for a re-check, however quickly: from now on it confirms the contact alias. */
export async function acceptAnswers(work: Work, { memberId, recheckId }: { memberId: string; recheckId: string }): Promise<void> {
  const answered = await work.tx
    .select({ address: aliasCheck.address, answeredAt: aliasCheck.answeredAt })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "recheck"), eq(aliasCheck.subjectId, recheckId), isNull(aliasCheck.disownedAt)));
  for (const { address, answeredAt } of answered)
    if (answeredAt !== null) await confirmContactAlias(work, { memberId, address, answeredAt });
}
