import { and, eq, gt, gte, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck } from "@/db/schema";
import { askAlias, askedTooOften, tokenInput } from "@/lib/alias/commands/ask-alias";
import { aliasCheckState } from "@/lib/alias/rules";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { closedSentence, type LockedAliasCheck, lockAliasCheck } from "./lock-alias-check";
import { contactsOf } from "./people";

const input = z.strictObject({ token: tokenInput });

/**
 * Sends a new email to the same address for an expired link. Within the daily limits. When a newer email
 * was sent there already, does nothing. No email is sent to a disowned address, unless the
 * link belongs to a question that the committee asked afterwards.
 */
export const resendAliasCheck = command("resendAliasCheck", input, async (work, { token }) => {
  const check = await lockAliasCheck(work, token);
  work.authorize(true); // the link is the right, and the email goes to the same mailbox
  const state = aliasCheckState(check, work.now);
  if (state === "open" || state === "answered" || (await hasOpenNewerEmail(work, check))) return work.nothingToDo();
  if (state !== "expired") throw new Refusal(closedSentence(state), { kind: "conflict" });
  if (await wasDisowned(work, check)) throw new Refusal(disownedSince, { kind: "conflict" });
  const [applicant] = check.subject.kind === "application" ? await contactsOf(work.tx, check.subject.id) : [];
  if ((await askAlias(work, { ...check, applicant })) === "too-often") throw new Refusal(`${askedTooOften}.`, { kind: "too-often" });
});

/** Whether a newer email to the same address, for the same subject, can still be answered or was. */
async function hasOpenNewerEmail(work: Work, { address, subject, askedAt }: LockedAliasCheck): Promise<boolean> {
  const [newer] = await work.tx
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(
      and(
        eq(aliasCheck.subjectKind, subject.kind),
        eq(aliasCheck.subjectId, subject.id),
        eq(aliasCheck.address, address),
        gt(aliasCheck.askedAt, askedAt),
        isNull(aliasCheck.endedAt),
        gt(aliasCheck.expiresAt, work.now),
      ),
    )
    .limit(1);
  return newer !== undefined;
}

const disownedSince =
  "Somebody who reads this address said that it does not belong to the organization, so no new email is sent there. If the address does belong to the organization, a representative can write to the committee.";

/** Whether a reader disowned the address for this organization, to whatever question, after this one was asked. */
async function wasDisowned(work: Work, { address, organizationId, list, askedAt }: LockedAliasCheck): Promise<boolean> {
  const [disowned] = await work.tx
    .select({ id: aliasCheck.id })
    .from(aliasCheck)
    .where(
      and(
        eq(aliasCheck.organizationId, organizationId),
        eq(aliasCheck.list, list),
        sql`lower(${aliasCheck.address}) = lower(${address})`,
        gte(aliasCheck.disownedAt, askedAt),
      ),
    )
    .limit(1);
  return disowned !== undefined;
}
