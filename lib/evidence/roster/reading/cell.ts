/**
 * One cell (or entry) as a person sees it, whatever notation it was written in. `text` is trimmed; a line break inside it is
 * "\n". `mailto` holds the addresses that its links write to. `odd` describes what the notation contained besides the text.
 */
export type Cell = { readonly text: string; readonly mailto: readonly string[]; readonly odd: readonly string[] };

/** In UTF-16 units. A longer text is neither a name nor an address; the limit bounds the work on one cell. */
export const longestCell = 2_000;

type Loose = { readonly text: string; readonly mailto?: readonly string[]; readonly odd?: readonly string[] };

/**
 * Signs that nobody sees and that no name or address needs: control characters, soft hyphen, zero-width space, word joiner,
 * byte order mark, reading directions. Joiners (U+200C, U+200D) stay, some scripts write with them.
 */
const unseen = /[^\P{Cc}\n\t]|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const unusualSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029]/g;

/**
 * The cell, trimmed of spaces of any kind. Inside it, unusual spaces become ordinary ones, and invisible characters are removed:
 * an address with an invisible character matches nothing. Both are noted in `odd`; anything else stays as written.
 */
export function cell({ text, mailto = [], odd = [] }: Loose): Cell {
  const seen = text.replace(unseen, "");
  const trimmed = seen.trim();
  const plain = trimmed.replace(unusualSpace, " ");
  const said = [
    ...(seen === text ? [] : ["Hidden characters were taken out."]),
    ...(plain === trimmed ? [] : ["A non-breaking or unusual space was read as a space."]),
  ];
  return { text: plain, mailto, odd: [...odd, ...said] };
}

/** A text over several lines as one: each trimmed, those that are empty left out. */
export function inOneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}

export const emptyCell: Cell = { text: "", mailto: [], odd: [] };

/** Placeholders for a missing value. They name nobody. */
export function isPlaceholder(text: string): boolean {
  return /^(?:[-‐-―_.?*/\\~\s]+|n ?\/ ?a|none|nil|null|tb[ad]|unknown|private|redacted|hidden|withheld|not (?:public|published|applicable|available|disclosed)|to be (?:done|added|decided|announced))$/i.test(
    text,
  );
}
