import type { Candidate } from "./candidates";
import type { Line } from "./lines";
import type { Position } from "./run";
import type { Wording } from "./wording";

/** A heading of the mail: the answer to its criteria follows it. With no criteria it is a heading of something else. */
export type Head = {
  readonly indexes: readonly number[];
  readonly byWording: boolean;
  readonly candidate: Candidate;
  readonly from: Position;
  readonly end: Position;
};

export type Mail = {
  readonly lines: readonly Line[];
  readonly candidates: readonly Candidate[];
  readonly wording: Wording;
  /** How many criteria there are. */
  readonly count: number;
  /** The criteria as the mail itself numbers them, where it copies their list. */
  readonly ownNumbers: ReadonlyMap<number, number>;
};

export function head(candidate: Candidate, indexes: readonly number[], byWording: boolean): Head {
  return { indexes, byWording, candidate, from: { line: candidate.line, char: 0 }, end: candidate.end };
}

/** The indentation of the outermost candidate. */
export function leastIndent(candidates: readonly Candidate[]): number {
  return candidates.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY);
}

/**
 * What a number means: the mail's own numbering where it copies the list, else the list's,
 * unless the headings whose words name a criterion show other numbers.
 */
export function numbering({ ownNumbers, count }: Mail, matched: readonly Candidate[]): (number: number) => number | undefined {
  if (ownNumbers.size > 0) return (number) => ownNumbers.get(number);
  const numbered = matched.filter(({ numbers, indexes }) => numbers.length === 1 && indexes.length === 1);
  const agreeing = numbered.filter(({ numbers, indexes }) => numbers[0] === (indexes[0] ?? -1) + 1);
  const trusted = agreeing.length >= numbered.length * 0.75;
  return (number) => (trusted && number >= 1 && number <= count ? number - 1 : undefined);
}
