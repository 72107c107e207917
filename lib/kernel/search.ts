/**
 * What somebody looks for, in the form in which stored names are compared with it: a hundred signs at most, in NFC, without those that
 * PostgreSQL stores in no text.
 */
export function soughtWords(typed: string): string {
  return typed.trim().slice(0, 100).toWellFormed().replaceAll("\0", "").normalize("NFC").trim();
}

/** The pattern with which ILIKE finds some words, as they stand, anywhere in a text. */
export function anywhere(words: string): string {
  return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}
