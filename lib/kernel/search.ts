/**
 * A search text in the form in which it is compared with stored names: at most a hundred characters, in NFC, without those that
 * PostgreSQL cannot store.
 */
export function soughtWords(typed: string): string {
  return typed.trim().slice(0, 100).toWellFormed().replaceAll("\0", "").normalize("NFC").trim();
}

/** The ILIKE pattern that finds the words literally, anywhere in a text. */
export function anywhere(words: string): string {
  return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}
