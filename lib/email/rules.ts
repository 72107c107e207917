import type { EmailTrouble } from "./trouble";

/** Longer than one call to the provider may take: a claim older than this belongs to nobody any more. */
const claimSeconds = 30;

/** The provider forgets a key after 24 hours; from then on a second attempt could be a second email. */
const retryHours = 20;

const pauses = [10, 30, 60, 120, 300, 600, 1200, 1800, 3600] as const;

/** Seconds to wait after the given number of attempts; an hour at most. */
export function pauseAfter(attempts: number): number {
  return pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0];
}

type Attempted = { readonly status: string; readonly lastAttemptAt: Date | null; readonly nextAttemptAt: Date | null };

/** When an email may be taken up: at once (null), or not before a moment. */
export function takeUpAt(email: Attempted, now: Date): Date | null {
  const claimedUntil = email.status === "attempting" && email.lastAttemptAt !== null ? later(email.lastAttemptAt, claimSeconds) : null;
  const at = claimedUntil ?? email.nextAttemptAt;
  return at !== null && at > now ? at : null;
}

/** Whether the next attempt would still fall into the time in which the provider knows the key. */
export function mayRetryAt(firstAttemptAt: Date | null, at: Date): boolean {
  return firstAttemptAt === null || at <= later(firstAttemptAt, retryHours * 3600);
}

/** The moment a number of seconds later. */
export function later(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}

/** The recorded result of an attempt. `taken` says whether the provider may have accepted the email without confirming it. */
export type Outcome =
  /** `delivered`: it needs no further word; the local outbox is its mailbox. */
  | {
      readonly is: "accepted";
      readonly providerId: string;
      readonly messageId: string | null;
      readonly forgetSecret: boolean;
      readonly delivered?: boolean;
    }
  | { readonly is: "put-off"; readonly trouble: EmailTrouble; readonly taken: "no" | "perhaps"; readonly seconds: number | null }
  | { readonly is: "failed"; readonly trouble: EmailTrouble };
