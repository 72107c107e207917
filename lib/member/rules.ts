import { addDays, addMonths, type Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";

/** First re-checks of organizations admitted on one day are spread over this many days before the full period is over. */
const staggerDays = 28;

/**
 * The day of a new member's first re-check: the list's period after the admission, and up to four weeks earlier by a number
 * that the organization's id gives, so that many admissions on one day do not make one day of many re-checks. Never later than
 * the period; the same for the email that announces it and the row that keeps it.
 */
export function firstRecheckOn({ recheck }: Pick<ListDefinition, "recheck">, organizationId: string, admittedOn: Day): Day {
  return addDays(
    addMonths(admittedOn, recheck.everyMonths),
    -(Number.parseInt(organizationId.replaceAll("-", "").slice(-6), 16) % staggerDays),
  );
}

/** When the committee is asked about somebody who asked to join: after the list's days of silence. */
export function escalateOn({ people }: Pick<ListDefinition, "people">, askedAt: Date): Date {
  return new Date(askedAt.getTime() + people.joinAnswerDays * 86_400_000);
}

/** When an access recovery can be completed at the earliest, once alias and domain are proved. */
export function accessRecoveryWaitsUntil({ people }: Pick<ListDefinition, "people">, provedAt: Date): Date {
  return new Date(provedAt.getTime() + people.accessRecoveryWaitDays * 86_400_000);
}

/** A wish to leave can name a day up to a year ahead: what lies further is no plan. */
export function lastLeavingDay(today: Day): Day {
  return addMonths(today, 12);
}
