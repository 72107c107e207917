import type { Candidate, Place, Style } from "./candidates";
import type { Line } from "./lines";
import { stems } from "./words";
import type { Wording } from "./wording";

/** A heading of the mail: the answer to its criteria follows it. With no criteria it is a heading of something else. */
export type Head = {
  readonly places: readonly number[];
  readonly byWording: boolean;
  readonly candidate: Candidate;
  readonly from: Place;
  readonly end: Place;
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

const sureFromOtherStyle: Record<Style, number> = { quoted: 0.6, heading: 0.75, number: 0.75, bullet: 0.85, label: 0.85, plain: 0.8 };
const weakerBy = 0.2;

/** The headings of a mail if it puts its criteria in one style; in other styles only what is beyond doubt. */
export function headsOf(mail: Mail, style: Style): readonly Head[] {
  const mine = mail.candidates.filter((candidate) => candidate.style === style);
  const kept = trusted(strongest(notDeeper(mine.filter((candidate) => candidate.places.length > 0))));
  const elsewhere = new Set(mail.candidates.filter((candidate) => candidate.style !== style && isSure(candidate)).flatMap(({ places }) => places));
  const bare = kept.length === 0 && elsewhere.size > 1 ? [] : unnamed(mail, style, mine, kept); // a list of its own within an answer
  const heads = [...kept.map((candidate) => head(candidate, candidate.places, true)), ...bare];

  const covered = new Set(heads.flatMap(({ places }) => places));
  const others = mail.candidates.filter((candidate) => candidate.style !== style && isSure(candidate) && candidate.places.some((place) => !covered.has(place)));
  const beside = strongest(others).map((candidate) => head(candidate, candidate.places, true));
  for (const { places } of beside) for (const place of places) covered.add(place);
  return inOrder([...heads, ...beside, ...joint(mail, covered)], mail);
}

function head(candidate: Candidate, places: readonly number[], byWording: boolean): Head {
  return { places, byWording, candidate, from: { line: candidate.line, char: 0 }, end: candidate.end };
}

/** Items of a list within an answer stand further in than the headings do. */
function notDeeper(candidates: readonly Candidate[]): readonly Candidate[] {
  const least = Math.min(...candidates.map(({ indent }) => indent));
  return candidates.filter(({ indent, score }) => indent <= least + 1 || score >= 0.9);
}

/** The candidates without those that name a criterion which another names far better. */
function strongest(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<number, number>();
  for (const { places, score } of candidates) for (const place of places) best.set(place, Math.max(score, best.get(place) ?? 0));
  return candidates.filter(({ places, score }) => places.some((place) => score + weakerBy >= (best.get(place) ?? 0)));
}

/** Where the numbers agree with the words as often as not, a statement that mentions another criterion stays under its own number. */
function trusted(named: readonly Candidate[]): readonly Candidate[] {
  const agrees = ({ numbers, places }: Candidate) => numbers[0] === (places[0] ?? -1) + 1;
  const numbered = named.filter(({ numbers, places }) => numbers.length === 1 && places.length === 1);
  const agreeing = numbered.filter(agrees);
  if (agreeing.length < numbered.length - agreeing.length) return named;
  return named.filter((candidate) => !numbered.includes(candidate) || agrees(candidate) || !candidate.answers);
}

function isSure({ style, places, score, answers }: Candidate): boolean {
  return places.length > 0 && !answers && score >= sureFromOtherStyle[style];
}

/** "4 and 5: yes" and "Criterion 3:" name criteria by number wherever they stand. */
function joint(mail: Mail, covered: ReadonlySet<number>): readonly Head[] {
  const placeOf = numbering(mail, []);
  return mail.candidates.flatMap((candidate) => {
    if (candidate.style !== "number" || (candidate.numbers.length < 2 && !candidate.spelled)) return [];
    const places = candidate.numbers.map(placeOf);
    const known = places.filter((place) => place !== undefined);
    return known.length === places.length && known.length > 0 && known.every((place) => !covered.has(place)) ? [head({ ...candidate, end: candidate.from }, known, false)] : [];
  });
}

function numbering({ ownNumbers, count }: Mail, named: readonly Candidate[]): (number: number) => number | undefined {
  if (ownNumbers.size > 0) return (number) => ownNumbers.get(number);
  const numbered = named.filter(({ numbers, places }) => numbers.length === 1 && places.length === 1);
  const agreeing = numbered.filter(({ numbers, places }) => numbers[0] === (places[0] ?? -1) + 1);
  const trusted = agreeing.length >= numbered.length * 0.75;
  return (number) => (trusted && number >= 1 && number <= count ? number - 1 : undefined);
}

/** Headings whose words name no criterion: told by their number, by the gap they fill, or headings of something else. */
function unnamed(mail: Mail, style: Style, mine: readonly Candidate[], named: readonly Candidate[]): readonly Head[] {
  if (style === "label" || style === "plain") return [];
  const taken = new Set(named.flatMap(({ places }) => places));
  const placeOf = numbering(mail, named);
  const level = Math.min(...(named.length > 0 ? named : mine).map(({ indent }) => indent)) + 1;
  const inner = innerItems(mail.lines, mine, new Set(named), level);
  const isNamed = new Set(named);
  const free = mine
    .filter((candidate) => !isNamed.has(candidate) && isOfShape(candidate, named[0] ?? mine[0]) && candidate.indent <= level && !inner.has(candidate) && (candidate.places.length === 0 || candidate.numbers.length > 0))
    .map((candidate) => ({ ...candidate, places: [], end: candidate.from })); // what another heading says far better is no name
  const gaps = filledGaps(free, named);
  const confirmed = named.filter(({ numbers, places }) => numbers[0] === (places[0] ?? -1) + 1).length;
  const topics = topicsOf(mail, { style, free, placeOf, confirmed });

  return free.flatMap((candidate): readonly Head[] => {
    const topic = topics.get(candidate);
    const said = topic !== undefined && !taken.has(topic) ? topic : undefined;
    const numbered = candidate.numbers.map(placeOf).filter((place) => place !== undefined && !taken.has(place)) as number[];
    const byNumber = numbered.length === candidate.numbers.length ? numbered : [];
    const guess = said !== undefined && !numbered.includes(said) ? said : byNumber.length === 0 ? gaps.get(candidate) : undefined;
    const places = guess !== undefined && !taken.has(guess) ? [guess] : byNumber;
    for (const place of places) taken.add(place);
    if (places.length > 0) return [head({ ...candidate, end: style === "quoted" ? endOfQuote(mail.lines, candidate) : candidate.from }, places, false)];
    return isForeign(mail.lines, candidate, named) ? [head({ ...candidate, end: candidate.from }, [], false)] : [];
  });
}

/** An answer's own list is often numbered in another way: "1." where the criteria are "#1:". */
function isOfShape({ style, shape, spelled, numbers }: Candidate, first: Candidate | undefined): boolean {
  return style !== "number" || spelled || numbers.length > 1 || first === undefined || shape === first.shape;
}

function isForeign(lines: readonly Line[], candidate: Candidate, named: readonly Candidate[]): boolean {
  if (named.length === 0) return false;
  if (candidate.style === "heading") return !isDeeper(lines, candidate, named);
  return candidate.style !== "bullet" && candidate.numbers.length > 0 && stems(candidate.words).length >= 3;
}

/**
 * What answers speak of, when they are items of their own and their words mention exactly one criterion.
 * Where this contradicts their numbers no more often than it confirms them, the numbers are right.
 */
function topicsOf(
  { wording }: Mail,
  { style, free, placeOf, confirmed }: { style: Style; free: readonly Candidate[]; placeOf: (number: number) => number | undefined; confirmed: number },
): ReadonlyMap<Candidate, number> {
  const topics = new Map<Candidate, number>();
  if (style !== "number" && style !== "bullet") return topics;
  let balance = confirmed;
  for (const candidate of free) {
    const [only, ...more] = wording.mentioned(candidate.words).filter(({ at }) => at < 14);
    if (only === undefined || more.length > 0) continue;
    topics.set(candidate, only.place);
    const byNumber = placeOf(candidate.numbers[0] ?? 0);
    if (byNumber !== undefined) balance += byNumber === only.place ? 1 : only.at <= 3 ? -1 : -0.5;
  }
  return new Map([...topics].filter(([{ numbers }]) => balance < -0.5 || numbers.length === 0 || placeOf(numbers[0] ?? 0) === undefined));
}

/** The numbers of a list inside an answer begin again, or go on from one that did. */
function innerItems(lines: readonly Line[], mine: readonly Candidate[], named: ReadonlySet<Candidate>, level: number): ReadonlySet<Candidate> {
  const inner = new Set<Candidate>();
  let last = 0;
  let list: { number: number; apart: boolean; shape: string } | undefined;
  for (const candidate of mine) {
    const number = candidate.numbers[0];
    if (number === undefined || candidate.numbers.length > 1 || candidate.spelled || candidate.indent > level) continue;
    const apart = lines[candidate.line - 1]?.text === "";
    const goesOn = list !== undefined && number === list.number + 1 && candidate.shape === list.shape && (!apart || list.apart);
    if (!named.has(candidate) && (number <= last || goesOn)) {
      inner.add(candidate);
      list = { number, apart, shape: candidate.shape };
    } else {
      last = number;
      list = undefined;
    }
  }
  return inner;
}

/** Where between two headings that name criteria lie as many unnamed ones as criteria, each has the name of its place. */
function filledGaps(free: readonly Candidate[], named: readonly Candidate[]): ReadonlyMap<Candidate, number> {
  const filled = new Map<Candidate, number>();
  const inLines = [...named].sort((a, b) => a.line - b.line);
  const countable = free.filter(({ style, numbers }) => numbers.length > 0 || (style === "bullet" && named.some(({ answers }) => answers)));
  let next = 0;
  inLines.forEach((before, at) => {
    const after = inLines[at + 1];
    const between: Candidate[] = [];
    for (let one = countable[next]; one !== undefined && after !== undefined && one.line < after.line; one = countable[next]) {
      if (one.line > before.line) between.push(one);
      next += 1;
    }
    const first = (before.places.at(-1) ?? 0) + 1;
    if (between.length > 0 && between.length === (after?.places[0] ?? 0) - first) between.forEach((candidate, step) => filled.set(candidate, first + step));
  });
  return filled;
}

function isDeeper(lines: readonly Line[], candidate: Candidate, named: readonly Candidate[]): boolean {
  const level = ({ line }: Candidate) => /^#*/.exec(lines[line]?.text ?? "")?.[0].length ?? 0;
  return named.length > 0 && level(candidate) > Math.min(...named.map(level));
}

function endOfQuote(lines: readonly Line[], { line, from }: Candidate): Place {
  let at = line;
  for (let next = lines[at + 1]; next !== undefined && next.text !== "" && next.marker === undefined && next.depth > 0; next = lines[at + 1]) at += 1;
  const last = lines[at];
  return last === undefined ? from : { line: at, char: last.text.length };
}

/** In the order of the mail, without those that begin inside another's words or only say again what is being answered. */
function inOrder(heads: readonly Head[], { lines }: Mail): readonly Head[] {
  const sorted = [...heads].sort((a, b) => a.from.line - b.from.line || b.candidate.score - a.candidate.score);
  const kept: Head[] = [];
  for (const next of sorted) {
    const last = kept.at(-1);
    if (last === undefined) {
      kept.push(next);
      continue;
    }
    if (next.from.line < last.end.line || next.from.line === last.from.line || (next.from.line === last.end.line && last.end.char > 0)) continue;
    const same = next.places.length > 0 && next.places.every((place) => last.places.includes(place));
    const nothingBetween = isEmptyBetween(lines, last.end, next.from);
    if (nothingBetween && last.places.length > 0 && (same || (!last.byWording && next.byWording && last.candidate.style !== "quoted"))) kept[kept.length - 1] = { ...next, from: last.from };
    else if (!(same && (["label", "plain", "bullet"].includes(next.candidate.style) || next.candidate.answers))) kept.push(next);
  }
  return kept;
}

function isEmptyBetween(lines: readonly Line[], from: Place, to: Place): boolean {
  for (let at = from.line; at < to.line; at += 1) {
    const text = lines[at]?.text.slice(at === from.line ? from.char : 0) ?? "";
    if (/[\p{L}\p{N}]/u.test(text)) return false;
  }
  return true;
}
