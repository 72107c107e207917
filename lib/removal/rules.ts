import { hasArrived } from "@/lib/email/delivery";
import { addDays, type Day, dayOf, laterDay } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";

/** What became of one email that told the member. */
export type NoticeEmail = {
  readonly deliveredAt: Date | null;
  readonly bouncedAt: Date | null;
  readonly complainedAt: Date | null;
  readonly suppressedAt: Date | null;
};

/**
 * The day on which the member was notified of it: that of the first email that was delivered and neither bounced, was suppressed, nor
 * was marked as spam, or that of a conversation with a representative. Null: it is not known to be notified.
 */
export function notifiedOn(emails: readonly NoticeEmail[], spokenOn: Day | null): Day | null {
  const days = emails.flatMap((email) =>
    email.deliveredAt !== null && hasArrived(email) && email.complainedAt === null ? [dayOf(email.deliveredAt)] : [],
  );
  return [...days, ...(spokenOn === null ? [] : [spokenOn])].sort()[0] ?? null;
}

export type RemovalFacts = {
  /** The day it was planned for. */
  readonly carryOutOn: Day;
  readonly notifiedOn: Day | null;
  /** An appeal waits for its readers. */
  readonly appealOpen: boolean;
  /** An answer or evidence of the member waits for the committee. */
  readonly unread: boolean;
};

export type RemovalStep =
  | { readonly do: "wait"; readonly until: Day }
  | { readonly do: "pause"; readonly until: Day }
  | { readonly do: "carry-out" };

/**
 * What a day asks of an agreed removal. The notice is counted in days, the day of hearing not among them; nobody goes before the
 * day that was told, before the notice is over, or while the committee has something of the member to read. Without notice on its day, the deadline is paused and begins anew.
 */
export function nextRemovalStep(
  { carryOutOn, notifiedOn: notified, appealOpen, unread }: RemovalFacts,
  { removal: { noticeDays } }: Pick<ListDefinition, "removal">,
  today: Day,
): RemovalStep {
  if (today < carryOutOn) return { do: "wait", until: carryOutOn };
  if (notified === null) return { do: "pause", until: addDays(today, noticeDays) };
  const noticeOver = laterDay(carryOutOn, addDays(notified, noticeDays));
  if (today < noticeOver) return { do: "wait", until: noticeOver };
  return appealOpen || unread ? { do: "wait", until: carryOutOn } : { do: "carry-out" };
}

/**
 * How many more members may be removed today without a chair's word: up to the removal limit's number or its share of the members,
 * whichever is less, and never fewer than one a day.
 */
export function mayCarryOut(
  { removal: { removalLimit } }: Pick<ListDefinition, "removal">,
  members: number,
  carriedOutToday: number,
): number {
  const allowed = Math.max(1, Math.min(removalLimit.members, Math.floor(removalLimit.share * members + 1e-9)));
  return Math.max(0, allowed - carriedOutToday);
}

/** The last day on which a removal can be appealed against. */
export function appealUntil({ removal: { appealDays } }: Pick<ListDefinition, "removal">, carriedOutOn: Day): Day {
  return addDays(carriedOutOn, appealDays);
}

/** Hours in which a second person has to confirm a delivery pause. */
export const confirmPauseHours = 24;

export type Pause = { readonly confirmBy: Date; readonly confirmedAt: Date | null; readonly endedAt: Date | null };

/** Whether a pause holds at a moment: confirmed, or still within its first day, and not ended. It takes effect on the mailing list when that is marked as applied. */
export function pauseApplies({ confirmBy, confirmedAt, endedAt }: Pause, now: Date): boolean {
  return endedAt === null && (confirmedAt !== null || now < confirmBy);
}
