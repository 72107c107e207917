import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { aliasCheck, emailMessage, recheckContact } from "@/db/schema";
import { aliasDisownedAt } from "@/lib/alias/queries/in-use";
import { newestChecks } from "@/lib/evidence/commands/newest-checks";
import { addDays } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { addressesOf } from "@/lib/member/commands/write-to";
import { type AliasResponseTest, type AskedAlias, aliasResponseOf } from "../answers";
import { contactability } from "../contactability";
import { cadenceOf, dueDay, type OpenRecheck } from "../rules";

import type { LockedRecheckContext } from "./lock";

/** Emails of a re-check that go to the member; the others go to the committee. */
const toMember = ["recheck-opened", "recheck-reminder", "recheck-due", "recheck-grace-period", "alias-check"] as const;

/** What an open re-check is reviewed by at a moment: its own dates, what became of its emails, and who was spoken with. */
export async function factsOf(
  work: { readonly tx: Database | Transaction; readonly now: Date },
  { recheck, member, list }: Pick<LockedRecheckContext, "recheck" | "member" | "list">,
): Promise<OpenRecheck> {
  const { aliases, people } = await addressesOf(work, member);
  const emails = await work.tx
    .select({
      recipient: emailMessage.recipient,
      createdAt: emailMessage.createdAt,
      status: emailMessage.status,
      acceptedAt: emailMessage.acceptedAt,
      deliveredAt: emailMessage.deliveredAt,
      bouncedAt: emailMessage.bouncedAt,
      complainedAt: emailMessage.complainedAt,
      suppressedAt: emailMessage.suppressedAt,
    })
    .from(emailMessage)
    .where(and(eq(emailMessage.subjectKind, "recheck"), eq(emailMessage.subjectId, recheck.id), inArray(emailMessage.kind, [...toMember])));
  const contacts = await work.tx
    .select({ on: recheckContact.spokeOn })
    .from(recheckContact)
    .where(eq(recheckContact.recheckId, recheck.id));
  const { openedOn, dueOn, pausedDays, pausedOn, reminders, lastRemindedOn, graceFrom } = recheck;
  const contactable = contactability({
    emails,
    recipients: { aliases, people: people.map(({ email }) => email) },
    contacts: contacts.map(({ on }) => on),
    firstGraceDay: addDays(dueDay(recheck), 1),
    now: work.now,
  });
  return { openedOn, dueOn, pausedDays, pausedOn, reminders, lastRemindedOn, graceFrom, ...contactable, cadence: cadenceOf(list) };
}

/** The state of the alias response test of a re-check. */
export async function aliasResponseNow(
  work: Work,
  { recheck, list }: Pick<LockedRecheckContext, "recheck" | "list">,
): Promise<AliasResponseTest> {
  const asked = await aliasesAsked(work.tx, recheck.id);
  return aliasResponseOf(asked, { hours: list.recheck.aliasResponseHours, now: work.now });
}

/**
 * What a re-check asked at the contact alias, and what came of it. While the re-check is open, a reader who disowned the address in
 * answer to any other question counts here too. Checks no permission: for commands and queries that have.
 */
export async function aliasesAsked(
  db: Database | Transaction,
  recheckId: string,
): Promise<readonly (AskedAlias & { answeredBy: string | null })[]> {
  return db
    .select({
      askedAt: aliasCheck.askedAt,
      answeredAt: aliasCheck.answeredAt,
      answeredBy: aliasCheck.answeredBy,
      checkByHand: aliasCheck.checkByHand,
      disownedAt: sql<Date | null>`coalesce(${aliasCheck.disownedAt}, (select max(${aliasDisownedAt})
        from contact_alias l join member m on m.id = l.member_id join recheck r on r.member_id = m.id and r.status in ('open', 'answered')
        where r.id = ${recheckId}::uuid and l.until_at is null and lower(l.address) = lower(alias_check.address)))`.mapWith(
        aliasCheck.disownedAt,
      ),
    })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "recheck"), eq(aliasCheck.subjectId, recheckId)));
}

/** The automatic checks whose "no" keeps a re-check from passing automatically. The others are hints. */
const decisiveChecks = ["mail-domain", "delivery", "sister-list"];

/** Whether the last run of an automatic check failed for the member. */
export async function foundAgainst(work: Work, memberId: string): Promise<boolean> {
  const checks = await newestChecks(work.tx, { memberId });
  return checks.some(({ name, result }) => result === "no" && decisiveChecks.includes(name));
}
