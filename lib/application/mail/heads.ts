import type { Candidate, Style } from "./candidates";
import { type Head, head, leastIndent, type Mail, numbering } from "./head";
import type { Line } from "./lines";
import type { Position } from "./run";
import { unnamed } from "./unnamed";

const sureFromOtherStyle: Record<Style, number> = { quoted: 0.6, heading: 0.75, number: 0.75, bullet: 0.85, label: 0.85, plain: 0.8 };
const sureFromBold = 0.62;
const weakerBy = 0.2;
/** The headings of a mail if it puts its criteria in one style; in other styles only what is beyond doubt. */
export function headsOf(mail: Mail, style: Style): readonly Head[] {
  const mine = mail.candidates.filter((candidate) => candidate.style === style);
  const kept = trusted(strongest(notDeeper(mine.filter((candidate) => candidate.indexes.length > 0))));
  const said = new Set(kept.flatMap(({ indexes }) => indexes));
  const elsewhere = mail.candidates.find(
    (candidate) => candidate.style !== style && isSure(candidate) && candidate.indexes.some((index) => !said.has(index)),
  );
  // After a heading in another style, bare numbers are a list of its answer.
  const bare = unnamed(mail, style, mine, kept).filter(
    ({ byWording, candidate }) => byWording || style === "quoted" || elsewhere === undefined || candidate.line < elsewhere.line,
  );
  const heads = [...kept.map((candidate) => head(candidate, candidate.indexes, true)), ...bare];

  const covered = new Set(heads.flatMap(({ indexes }) => indexes));
  const others = mail.candidates.filter(
    (candidate) => candidate.style !== style && isSure(candidate) && candidate.indexes.some((index) => !covered.has(index)),
  );
  const beside = strongest(others).map((candidate) => head(candidate, candidate.indexes, true));
  for (const { indexes } of beside) for (const index of indexes) covered.add(index);
  return inOrder([...heads, ...beside, ...joint(mail, covered)], mail);
}

/** Items of a list within an answer are indented more than the headings. */
function notDeeper(candidates: readonly Candidate[]): readonly Candidate[] {
  const least = leastIndent(candidates);
  return candidates.filter(({ indent, score }) => indent <= least + 1 || score >= 0.9);
}

/** The candidates without those that name a criterion which another names far better. */
function strongest(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<number, number>();
  for (const { indexes, score } of candidates) for (const index of indexes) best.set(index, Math.max(score, best.get(index) ?? 0));
  return candidates.filter(({ indexes, score }) => indexes.some((index) => score + weakerBy >= (best.get(index) ?? 0)));
}

/** Where the numbers agree with the words as often as not, a statement that mentions another criterion stays under its own number. */
function trusted(matched: readonly Candidate[]): readonly Candidate[] {
  const agrees = ({ numbers, indexes }: Candidate) => numbers[0] === (indexes[0] ?? -1) + 1;
  const isNumbered = ({ numbers, indexes }: Candidate) => numbers.length === 1 && indexes.length === 1;
  const numbered = matched.filter(isNumbered);
  const agreeing = numbered.filter(agrees);
  if (agreeing.length < numbered.length - agreeing.length) return matched;
  return matched.filter((candidate) => !isNumbered(candidate) || agrees(candidate) || !candidate.answers);
}

function isSure({ style, indexes, score, answers, titled }: Candidate): boolean {
  return indexes.length > 0 && !answers && score >= (titled ? sureFromBold : sureFromOtherStyle[style]);
}

/** "4 and 5: yes" and "Criterion 3:" name criteria by number at any position. */
function joint(mail: Mail, covered: ReadonlySet<number>): readonly Head[] {
  const numberedCriterion = numbering(mail, []);
  return mail.candidates.flatMap((candidate) => {
    if (candidate.style !== "number" || (candidate.numbers.length < 2 && !candidate.spelled) || candidate.indexes.length > 0) return [];
    const indexes = candidate.numbers.map(numberedCriterion);
    const known = indexes.filter((index) => index !== undefined);
    return known.length === indexes.length && known.length > 0 && known.every((index) => !covered.has(index))
      ? [head({ ...candidate, end: candidate.from }, known, false)]
      : [];
  });
}

/** In the order of the email, without those that begin inside another heading or only repeat the criterion. */
function inOrder(heads: readonly Head[], { lines }: Mail): readonly Head[] {
  const sorted = [...heads].sort((a, b) => a.from.line - b.from.line || b.candidate.score - a.candidate.score);
  const kept: Head[] = [];
  for (const next of sorted) {
    const last = kept.at(-1);
    if (last === undefined) {
      kept.push(next);
      continue;
    }
    if (next.from.line < last.end.line || next.from.line === last.from.line || (next.from.line === last.end.line && last.end.char > 0))
      continue;
    const same = next.indexes.length > 0 && next.indexes.every((index) => last.indexes.includes(index));
    const nothingBetween = isEmptyBetween(lines, last.end, next.from);
    if (nothingBetween && last.indexes.length > 0 && (same || (!last.byWording && next.byWording && last.candidate.style !== "quoted")))
      kept[kept.length - 1] = { ...next, from: last.from };
    else if (!(same && (["label", "plain", "bullet"].includes(next.candidate.style) || next.candidate.answers))) kept.push(next);
  }
  return kept;
}

function isEmptyBetween(lines: readonly Line[], from: Position, to: Position): boolean {
  for (let at = from.line; at < to.line; at += 1) {
    const text = lines[at]?.text.slice(at === from.line ? from.char : 0) ?? "";
    if (/[\p{L}\p{N}]/u.test(text)) return false;
  }
  return true;
}
