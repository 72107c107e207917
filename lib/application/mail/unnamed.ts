import type { Candidate, Style } from "./candidates";
import { type Head, head, leastIndent, type Mail, numbering } from "./head";
import type { Line } from "./lines";
import type { Position } from "./run";
import { stems } from "./words";

/** Headings whose words name no criterion: told by their number, by the gap they fill, or headings of something else. */
export function unnamed(mail: Mail, style: Style, mine: readonly Candidate[], matched: readonly Candidate[]): readonly Head[] {
  if (style === "label" || style === "plain") return [];
  const taken = new Set(matched.flatMap(({ indexes }) => indexes));
  const numberedCriterion = numbering(mail, matched);
  const level = leastIndent(matched.length > 0 ? matched : mine) + 1;
  const inner = innerItems(mail.lines, mine, new Set(matched), level);
  const isNamed = new Set(matched);
  const free = mine
    .filter(
      (candidate) =>
        !isNamed.has(candidate) &&
        isOfShape(candidate, matched[0] ?? mine[0]) &&
        candidate.indent <= level &&
        !inner.has(candidate) &&
        (candidate.indexes.length === 0 || candidate.numbers.length > 0),
    )
    .map((candidate) => ({ ...candidate, indexes: [], end: candidate.from })); // not named by words that fit another heading far better
  const gaps = filledGaps(free, matched);
  const confirmed = matched.filter(({ numbers, indexes }) => numbers[0] === (indexes[0] ?? -1) + 1).length;
  const highest = matched.reduce((least, candidate) => Math.min(least, headingLevel(mail.lines, candidate)), Number.POSITIVE_INFINITY);
  const topics = topicsOf(mail, { style, free, numberedCriterion, confirmed });

  return free.flatMap((candidate): readonly Head[] => {
    const topic = topics.get(candidate);
    const byTopic = topic !== undefined && !taken.has(topic) ? topic : undefined;
    const numbered = candidate.numbers.map(numberedCriterion).filter((index) => index !== undefined && !taken.has(index)) as number[];
    const byNumber = numbered.length === candidate.numbers.length ? numbered : [];
    const guess = byTopic !== undefined && !numbered.includes(byTopic) ? byTopic : byNumber.length === 0 ? gaps.get(candidate) : undefined;
    const indexes = guess !== undefined && !taken.has(guess) ? [guess] : byNumber;
    for (const index of indexes) taken.add(index);
    if (indexes.length > 0)
      return [head({ ...candidate, end: style === "quoted" ? endOfQuote(mail.lines, candidate) : candidate.from }, indexes, false)];
    return matched.length > 0 && isForeign(candidate) && (candidate.style !== "heading" || headingLevel(mail.lines, candidate) <= highest)
      ? [head({ ...candidate, end: candidate.from }, [], false)]
      : [];
  });
}

/** An answer's own list is often numbered in another way: "1." where the criteria are "#1:". */
function isOfShape({ style, shape, spelled, numbers }: Candidate, first: Candidate | undefined): boolean {
  return style !== "number" || spelled || numbers.length > 1 || first === undefined || shape === "" || shape === first.shape;
}

/** A heading of something else, once others have shown what the mail's headings look like. */
function isForeign({ style, numbers, words }: Candidate): boolean {
  return style === "heading" || (style !== "bullet" && numbers.length > 0 && stems(words).length >= 3);
}

/**
 * What answers speak of, when they are items of their own and their words mention exactly one criterion.
 * Where this contradicts their numbers no more often than it confirms them, the numbers are right.
 */
function topicsOf(
  { wording }: Mail,
  {
    style,
    free,
    numberedCriterion,
    confirmed,
  }: { style: Style; free: readonly Candidate[]; numberedCriterion: (number: number) => number | undefined; confirmed: number },
): ReadonlyMap<Candidate, number> {
  const topics = new Map<Candidate, number>();
  if (style !== "number" && style !== "bullet") return topics;
  let balance = confirmed;
  for (const candidate of free) {
    const [only, ...more] = wording.mentioned(candidate.words).filter(({ at }) => at < 14);
    if (only === undefined || more.length > 0) continue;
    topics.set(candidate, only.index);
    const byNumber = numberedCriterion(candidate.numbers[0] ?? 0);
    if (byNumber !== undefined) balance += byNumber === only.index ? 1 : only.at <= 3 ? -1 : -0.5;
  }
  return new Map(
    [...topics].filter(([{ numbers }]) => balance < -0.5 || numbers.length === 0 || numberedCriterion(numbers[0] ?? 0) === undefined),
  );
}

/** The numbers of a list inside an answer begin again, or go on from one that did. */
function innerItems(
  lines: readonly Line[],
  mine: readonly Candidate[],
  matched: ReadonlySet<Candidate>,
  level: number,
): ReadonlySet<Candidate> {
  const inner = new Set<Candidate>();
  let last = 0;
  let list: { number: number; apart: boolean; shape: string } | undefined;
  for (const candidate of mine) {
    const number = candidate.numbers[0];
    if (number === undefined || candidate.numbers.length > 1 || candidate.spelled || candidate.indent > level) continue;
    const apart = lines[candidate.line - 1]?.text === "";
    const goesOn = list !== undefined && number === list.number + 1 && candidate.shape === list.shape && (!apart || list.apart);
    if (!matched.has(candidate) && (number <= last || goesOn)) {
      inner.add(candidate);
      list = { number, apart, shape: candidate.shape };
    } else {
      last = number;
      list = undefined;
    }
  }
  return inner;
}

/** Where between two headings that name criteria lie as many unnamed ones as criteria, each gets the criterion of its position. */
function filledGaps(free: readonly Candidate[], matched: readonly Candidate[]): ReadonlyMap<Candidate, number> {
  const filled = new Map<Candidate, number>();
  const inLines = [...matched].sort((a, b) => a.line - b.line);
  const speaks = matched.some(({ answers }) => answers);
  const countable = free.filter(({ style, numbers }) => numbers.length > 0 || (style === "bullet" && speaks));
  let next = 0;
  inLines.forEach((before, at) => {
    const after = inLines[at + 1];
    const between: Candidate[] = [];
    for (let one = countable[next]; one !== undefined && after !== undefined && one.line < after.line; one = countable[next]) {
      if (one.line > before.line) between.push(one);
      next += 1;
    }
    const first = (before.indexes.at(-1) ?? 0) + 1;
    if (between.length > 0 && between.length === (after?.indexes[0] ?? 0) - first)
      for (const [step, candidate] of between.entries()) filled.set(candidate, first + step);
  });
  return filled;
}

function headingLevel(lines: readonly Line[], { line }: Candidate): number {
  return /^#*/.exec(lines[line]?.text ?? "")?.[0].length ?? 0;
}

function endOfQuote(lines: readonly Line[], { line, from }: Candidate): Position {
  let at = line;
  for (
    let next = lines[at + 1];
    next !== undefined && next.text !== "" && next.marker === undefined && next.depth > 0;
    next = lines[at + 1]
  )
    at += 1;
  const last = lines[at];
  return last === undefined ? from : { line: at, char: last.text.length };
}
