import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { aliasCheck } from "@/db/schema";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import type { AliasCheckSubject } from "@/lib/alias/subjects";
import type { Command, Context } from "@/lib/kernel/command";
import { followAccessRecovery } from "@/lib/member/commands/follow-access-recovery";
import { followContactAlias } from "@/lib/removal/commands/follow-contact-alias";
import { recordAliasResponse } from "@/lib/removal/commands/record-alias-response";

/** What carries an answer at a contact alias on to the thing that waits for it. An application reads the check itself. `followContactAlias` follows each. */
const followers: Partial<Record<AliasCheckSubject, Command<{ checkId: string }, unknown>>> = {
  "alias-change": followAliasChange,
  recheck: recordAliasResponse,
  "access-recovery": followAccessRecovery,
};

/** Carries an answer, or a "this is not ours", on to the alias change, the re-check or the access recovery it belongs to, and to the contact alias in use. */
export async function followAliasAnswer({ checkId }: { checkId: string }, context: Context): Promise<void> {
  const [check] = await database().select({ kind: aliasCheck.subjectKind }).from(aliasCheck).where(eq(aliasCheck.id, checkId));
  if (check === undefined) return;
  await followers[check.kind]?.(context, { checkId });
  await followContactAlias(context, { checkId });
}
