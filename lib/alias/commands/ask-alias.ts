import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck } from "@/db/schema";
import { threadOf } from "@/lib/email/thread";
import { type EmailSubject, writeEmail } from "@/lib/email/write";
import { type RateLimit, rateLimits, withinRate } from "@/lib/identity/rate";
import { type Actor, isPerson } from "@/lib/kernel/actor";
import { hostOf } from "@/lib/kernel/address";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { newToken } from "@/lib/kernel/token";
import { sameEmployer } from "@/lib/organization/employer";
import { aliasCheckHours } from "../rules";
import type { AliasCheckSubject } from "../subjects";

/** Whose address is asked, and what waits for the answer. */
export type AliasQuestion = {
  readonly subject: { readonly kind: AliasCheckSubject; readonly id: string };
  readonly list: string;
  readonly organizationId: string;
  readonly organization: string;
  /** The membership, where there is one already. */
  readonly memberId?: string;
  /** Of the application, the alias change, the re-check or the access recovery; its emails share a thread. */
  readonly reference: string;
  /** As it is mailed. */
  readonly address: string;
  /** Who applies; of an application only. */
  readonly applicant?: { readonly name: string | null; readonly email: string } | undefined;
};

export const aliasTokenPurpose = "alias";

/** A link's secret: 32 bytes as base64url. */
export const tokenInput = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is incomplete. Copy it from the email again");

/** Shown when no more emails go to an address today. */
export const askedTooOften = "This address or this application has reached the daily limit for emails. Try again tomorrow";

/**
 * Writes an email to an address and asks whether it is monitored. A newer question ends the one before, and an answer to that
 * no longer counts. Past the limits of a day nothing is written ("too-often"), so that nobody's mailbox can be flooded.
 */
export async function askAlias(work: Work, question: AliasQuestion): Promise<"asked" | "too-often"> {
  const { subject, list, organizationId, organization, memberId, reference, address, applicant } = question;
  const [, ...within] = await pipelined([
    endAliasCheck(work, subject),
    ...budgetsOf(question, work.actor).map(([limit, whom]) => withinRate(work, limit, whom)),
  ]);
  const about = aboutCheck({ subject, list, reference });
  if (!within.every(Boolean)) {
    work.audit("email.rate_limited", about); // the log shows people who wait for the answer why none arrives
    return "too-often";
  }

  const { secret, hash } = newToken(aliasTokenPurpose);
  const expiresAt = new Date(work.now.getTime() + aliasCheckHours * 3_600_000);
  await work.tx.insert(aliasCheck).values({
    list,
    organizationId,
    applicationId: subject.kind === "application" ? subject.id : null,
    memberId: memberId ?? null,
    subjectKind: subject.kind,
    subjectId: subject.id,
    reference,
    address,
    tokenHash: hash,
    askedAt: work.now,
    expiresAt,
  });
  await writeEmail(work, "alias-check", address, about, {
    subject: subject.kind,
    organization,
    reference,
    address,
    token: secret,
    expiresAt: expiresAt.toISOString(),
    ...(applicant === undefined ? {} : { applicant }),
  });
  work.audit("alias.asked", about);
  return "asked";
}

/**
 * The limits that one email counts in. A membership's requests have their own, kept apart by membership; people who sign in at the
 * alias's own domain have theirs; everybody else shares one. So nobody can use up another's emails by typing their address.
 */
function budgetsOf({ subject, memberId, address }: AliasQuestion, actor: Actor): readonly (readonly [RateLimit, string])[] {
  const isDraft = subject.kind === "application";
  const perSubject = [isDraft ? rateLimits.aliasEmailsPerDraft : rateLimits.aliasEmailPerApplication, subject.id] as const;
  const own = memberId !== undefined && subject.kind !== "access-recovery"; // anybody may ask for an access recovery
  if (own)
    return [
      [rateLimits.memberAliasEmailPerAddress, `${memberId}:${address}`],
      [rateLimits.memberAliasEmailPerDomain, `${memberId}:${hostOf(address)}`],
      perSubject,
    ];
  const colleague = isPerson(actor) && sameEmployer(actor.email, address);
  return [
    [colleague ? rateLimits.colleagueAliasEmailPerAddress : rateLimits.aliasEmailPerAddress, address],
    ...(colleague ? [] : [[rateLimits.aliasEmailPerDomain, hostOf(address)] as const, [rateLimits.emailsByStrangers, address] as const]),
    ...(isPerson(actor) ? [[rateLimits.aliasEmailsPerPerson, actor.personId] as const] : []),
    perSubject,
  ];
}

/** Counts one more email to an alias that nobody has confirmed, and returns whether it may be sent. People of the alias's own domain do not count as strangers. */
export async function mayWriteToAlias(work: Work, address: string): Promise<boolean> {
  if (isPerson(work.actor) && sameEmployer(work.actor.email, address)) return true;
  return withinRate(work, rateLimits.emailsByStrangers, address);
}

/** Ends the open question of a subject, answered or not: the address changed, or nobody needs to know any more. */
export async function endAliasCheck(work: Work, { kind, id }: AliasQuestion["subject"]): Promise<void> {
  await work.tx
    .update(aliasCheck)
    .set({ endedAt: work.now })
    .where(and(eq(aliasCheck.subjectKind, kind), eq(aliasCheck.subjectId, id), isNull(aliasCheck.endedAt)));
}

/** What emails and events about a check are about: the subject that waits for the answer. */
export function aboutCheck({ subject, list, reference }: Pick<AliasQuestion, "subject" | "list" | "reference">): EmailSubject {
  return { kind: subject.kind, id: subject.id, list, thread: threadOf(reference, subject.kind) };
}
