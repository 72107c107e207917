import type { EmailCalendar } from "@/lib/email/data";
import type { EmailSubject } from "@/lib/email/write";
import type { Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";

type Recheck = { readonly id: string; readonly reference: string; readonly list: string };

/** What emails and events about one re-check are about; its emails are one thread. */
export function aboutRecheck({ id, reference, list }: Recheck): EmailSubject {
  return { kind: "recheck", id, list, thread: `${reference}.recheck` };
}

/**
 * The day of a re-check for the calendars of representatives. A re-check counts its version up with every change, so this is the one
 * that it has when the handler that writes the email is told.
 */
export function calendarOf(
  work: Work,
  { version }: { readonly version: number },
  { on, cancelled = false }: { readonly on: Day; readonly cancelled?: boolean },
): EmailCalendar {
  return { on, sequence: version + 1, stampedAt: work.now.toISOString(), cancelled };
}

/** Each address once, whatever its case. */
export function eachOnce(addresses: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return addresses.filter((address) => !seen.has(address.toLowerCase()) && seen.add(address.toLowerCase()));
}
