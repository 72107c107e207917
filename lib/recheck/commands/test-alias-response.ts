import { and, eq, isNull, sql } from "drizzle-orm";
import { aliasCheck, contactAlias } from "@/db/schema";
import { askAlias } from "@/lib/alias/commands/ask-alias";
import { command, type Work } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { type LockedRecheckContext, lockRecheck, ofRecheck } from "./lock";

/** Asks at the member's contact alias whether it is monitored, once at the opening. Does nothing if it was asked already or is over. Returns whether an email was written. */
export const testAliasResponse = command("testAliasResponse", ofRecheck, async (work, { recheckId }): Promise<boolean> => {
  const locked = await lockRecheck(work, recheckId);
  work.authorize(isWorker(locked.actor));
  const { status } = locked.recheck;
  const wanted = (status === "open" || status === "answered") && (await timesAsked(work, recheckId)) === 0;
  const asked = wanted && (await askAliasResponse(work, locked));
  if (!asked) work.nothingToDo();
  return asked;
});

/**
 * Writes the email of the alias response test to the alias in force that has been silent for longest: it holds nothing but the question,
 * and only a person can answer it. False where there is no alias, or where its mailbox has had as many emails as a day allows.
 */
export async function askAliasResponse(
  work: Work,
  { recheck, member }: Pick<LockedRecheckContext, "recheck" | "member">,
): Promise<boolean> {
  const [alias] = await work.tx
    .select({ address: contactAlias.address })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, member.id), isNull(contactAlias.until)))
    .orderBy(sql`${contactAlias.answeredAt} asc nulls first`, contactAlias.since, contactAlias.id)
    .limit(1);
  if (alias === undefined) return false;
  const outcome = await askAlias(work, {
    subject: { kind: "recheck", id: recheck.id },
    list: recheck.list,
    organizationId: member.organizationId,
    organization: member.name,
    memberId: member.id,
    reference: recheck.reference,
    address: alias.address,
  });
  return outcome === "asked";
}

/** How often the contact alias was asked for this re-check. */
async function timesAsked(work: Work, recheckId: string): Promise<number> {
  const rows = await work.tx
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "recheck"), eq(aliasCheck.subjectId, recheckId)));
  return rows.length;
}
