import { randomUUID } from "node:crypto";
import type { Work } from "@/lib/kernel/command";
import type { LetterData } from "./data";
import type { LetterKind } from "./kinds";

/** What a letter is about, and the thread it belongs to. */
export type LetterSubject = {
  readonly kind: string;
  readonly id: string;
  /** The list's slug; null for letters of the portal itself. */
  readonly list: string | null;
  /** Root of the thread, "2026-042.application": letters of one obligation share it. */
  readonly thread: string;
};

/**
 * Writes a letter in the story's own transaction and queues its delivery: no commit, no letter.
 * `recipient` is one address, already judged; a letter never has two.
 */
export async function writeLetter<K extends LetterKind>(
  work: Work,
  kind: K,
  recipient: string,
  about: LetterSubject,
  data: LetterData[K],
): Promise<void> {
  const id = randomUUID();
  work.post({ id, kind, list: about.list, subjectKind: about.kind, subjectId: about.id, thread: about.thread, recipient, data });
  // Somebody sits before a page and waits for a code; everything else can stand in line.
  work.enqueue("deliver-letter", { letterId: id }, { urgent: kind === "sign-in-code" });
}
