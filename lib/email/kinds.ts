import type { EmailData } from "./data";

/** Every email the portal writes; `components/emails/` has its words, one file per journey. */
export type EmailKind = keyof EmailData;

/** "Re-check opened": a kind as a table names it. */
export function kindInWords(kind: string): string {
  const spaced = kind.replaceAll("-", " ").replace(/^recheck/, "re-check");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
