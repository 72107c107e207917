import { randomUUID } from "node:crypto";
import type { Work } from "@/lib/kernel/command";
import type { EmailData } from "./data";
import type { EmailKind } from "./kinds";

/** What an email is about, and the thread it belongs to. */
export type EmailSubject = {
  readonly kind: string;
  readonly id: string;
  /** The list's slug; null for emails of the portal itself. */
  readonly list: string | null;
  /** Root of the thread, "2026-042.application": emails of one open task share it. */
  readonly thread: string;
};

/**
 * Writes an email in the handler's own transaction and queues its delivery: no commit, no email.
 * `recipient` is one address, already reviewed; an email never has two.
 */
export async function writeEmail<K extends EmailKind>(
  work: Work,
  kind: K,
  recipient: string,
  about: EmailSubject,
  data: EmailData[K],
): Promise<void> {
  const id = randomUUID();
  work.post({ id, kind, list: about.list, subjectKind: about.kind, subjectId: about.id, thread: about.thread, recipient, data });
  // Somebody waits for a code; everything else can queue.
  work.enqueue("deliver-email", { emailId: id }, { urgent: kind === "sign-in-code" });
}
