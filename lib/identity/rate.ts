import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { rateCount } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { sha256 } from "@/lib/kernel/token";

/** How often one thing may be done in one window of time. */
export type RateLimit = { readonly name: string; readonly most: number; readonly minutes: number };

/** The limits on what one application, member or person may do, and on the emails to one address. Those on signing in are in sign-in-limits.ts. */
export const rateLimits = {
  aliasEmailPerAddress: { name: "alias-email-address", most: 5, minutes: 1440 },
  aliasEmailPerDomain: { name: "alias-email-domain", most: 60, minutes: 1440 },
  /** Of a membership's own requests: what strangers ask for at the same address or domain does not count here. */
  memberAliasEmailPerAddress: { name: "member-alias-email-address", most: 5, minutes: 1440 },
  memberAliasEmailPerDomain: { name: "member-alias-email-domain", most: 60, minutes: 1440 },
  /** Of people who sign in with an address of the alias's own domain: they prove by that that they are no strangers to it. */
  colleagueAliasEmailPerAddress: { name: "colleague-alias-email-address", most: 5, minutes: 1440 },
  aliasEmailPerApplication: { name: "alias-email-application", most: 15, minutes: 1440 },
  aliasEmailsPerDraft: { name: "alias-email-draft", most: 6, minutes: 1440 },
  aliasEmailsPerPerson: { name: "alias-email-person", most: 10, minutes: 1440 },
  /** Emails of all kinds that strangers can have sent to one address. Sign-in codes have limits of their own (sign-in-limits.ts). */
  emailsByStrangers: { name: "emails-by-strangers", most: 10, minutes: 1440 },
  aliasChangePerMember: { name: "alias-change-member", most: 6, minutes: 1440 },
  invitationPerApplication: { name: "invitation-application", most: 20, minutes: 1440 },
  invitationPerOrganization: { name: "invitation-organization", most: 20, minutes: 1440 },
  joinPerPerson: { name: "join-person", most: 10, minutes: 1440 },
  joinPerMember: { name: "join-member", most: 20, minutes: 1440 },
  accessRecoveryPerPerson: { name: "access-recovery-person", most: 3, minutes: 1440 },
  aliasEmailPerAccessRecovery: { name: "access-recovery-alias", most: 5, minutes: 1440 },
  domainCheckPerAccessRecovery: { name: "access-recovery-domain", most: 20, minutes: 1440 },
  mailsPerPerson: { name: "mail-person", most: 40, minutes: 1440 },
  startPerPerson: { name: "start-person", most: 20, minutes: 1440 },
} as const satisfies Record<string, RateLimit>;

/**
 * Counts one more for `whom` and returns whether it is within the limit. Windows are aligned, so that a count is one row;
 * `whom` is stored only as a hash. The count is kept even if the handler is refused afterwards.
 */
export async function withinRate(work: Work, limit: RateLimit, whom: string): Promise<boolean> {
  const length = limit.minutes * 60_000;
  const windowStart = new Date(Math.floor(work.now.getTime() / length) * length);
  const bucket = `${limit.name}:${sha256(whom.toLowerCase())}`;
  const oneMore = (db: Database | Transaction) =>
    db
      .insert(rateCount)
      .values({ bucket, windowStart, count: 1 })
      .onConflictDoUpdate({ target: [rateCount.bucket, rateCount.windowStart], set: { count: sql`${rateCount.count} + 1` } })
      .returning({ count: rateCount.count });
  work.evenIfRefused(oneMore);
  const [row] = await oneMore(work.tx);
  return (row?.count ?? 1) <= limit.most;
}
