/**
 * How threads end where that is not the kind of their subject. Mailboxes and ticket systems thread on it, so the words that versions
 * 0.1 and 0.2 used stay for emails to come.
 */
const endings: Readonly<Record<string, string>> = { "access-recovery": "succession", alert: "alarm", role: "seat" };

/** The root of a thread, "2026-042.application". `id` is the reference of what the emails are about, or its id where it has none. */
export function threadOf(id: string, kind: string): string {
  return `${id}.${endings[kind] ?? kind}`;
}
