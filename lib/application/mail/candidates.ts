import type { Line } from "./lines";
import { addressed, cutsIn, type Position, type Run, runFrom } from "./run";
import { answers, asks } from "./voice";
import type { Wording } from "./wording";
import { stems } from "./words";

export const styles = ["quoted", "heading", "number", "bullet", "label", "plain"] as const;
export type Style = (typeof styles)[number];

/** A line that may begin the answer to a criterion. */
export type Candidate = {
  readonly line: number;
  readonly style: Style;
  /** The criteria that its words name; empty if they name none. */
  readonly indexes: readonly number[];
  readonly score: number;
  readonly exact: boolean;
  readonly numbers: readonly number[];
  readonly spelled: boolean;
  readonly shape: string;
  readonly indent: number;
  readonly from: Position;
  /** Where its own words end and an answer may begin. */
  readonly end: Position;
  /** Its words are an answer themselves: "We accept the policy." */
  readonly answers: boolean;
  readonly asks: boolean;
  /** Its box is ticked: "[x]". */
  readonly ticked: boolean;
  /** The whole line is set in bold, as templates set their headings. */
  readonly titled: boolean;
  readonly words: string;
};

const threshold: Record<Style, number> = { quoted: 0.45, heading: 0.5, number: 0.5, bullet: 0.55, label: 0.62, plain: 0.7 };
const longestLabel = 110;

/** Every line of a mail that may begin an answer, reviewed by itself. */
export function candidatesIn(lines: readonly Line[], wording: Wording): readonly Candidate[] {
  return lines.flatMap((line, at) => (line.text === "" || line.about ? [] : (candidateAt(lines, at, wording) ?? [])));
}

function candidateAt(lines: readonly Line[], at: number, wording: Wording): Candidate | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  const from = { line: at, char: line.marker?.end ?? 0 };
  const run = runFrom(lines, from);
  const before = lines[at - 1];
  const begins =
    before === undefined ||
    before.text === "" ||
    before.about ||
    before.depth !== line.depth ||
    line.marker !== undefined ||
    before.marker?.kind === "heading";
  const ticked = /^\W{0,3}(?:\[[xX✓]\]|[✓✔☑✅])/.test(line.text);
  const titled = /^(?:\*\*|__)[^*_].*(?:\*\*|__)\s*:?$/.test(line.text);
  const marked: Style | undefined = line.depth > 0 ? "quoted" : line.marker?.kind;
  if (marked === "quoted" && !begins && !/^[\p{Lu}"'*[(]/u.test(line.text)) return undefined;

  const firstEnd = run.lineEnds[0] ?? 0;
  let asked = false;
  let best: Candidate | undefined;
  for (const cut of cutsIn(run.text, run.lineEnds)) {
    const words = run.text.slice(0, cut.at);
    if (asked) break; // what follows a question answers it
    const last = afterLastWord(words);
    asked = last.includes("?") || (asks(words) && last.includes("."));
    const style: Style = marked ?? (cut.label ? "label" : "plain");
    if (style === "label" && words.length > longestLabel) continue;
    if (style === "plain" && !begins && !/^["'*[(]?\p{Lu}/u.test(words)) continue;
    const least = threshold[style] - (asks(words) ? 0.06 : 0);
    const both = namesTwo(words, wording);
    const match = wording.bestMatch(words, Math.max(least, (best?.score ?? 0) + 0.02, marked === "quoted" && !begins ? 0.6 : 0));
    if (match === undefined && both.length === 0) continue;
    if (addressed.test(words.trim()) && !cut.forced) continue;
    if ((style === "label" || !begins) && marked === undefined && cut.at > firstEnd && !asks(words)) continue;
    if (
      style === "plain" &&
      !begins &&
      !(run.lineEnds.includes(cut.at) && (match?.exact === true || (match?.score ?? 0) >= 0.88)) &&
      !(asks(words) && (match?.score ?? 0) >= 0.8)
    )
      continue;
    if (
      match !== undefined &&
      run.lineEnds.some((end) => end < cut.at && (wording.bestMatch(words.slice(end), least)?.score ?? 0) > match.score + 0.03)
    )
      break; // a later line begins it
    const says = answers(words);
    if (says && (style === "label" || style === "plain")) continue;
    const end =
      cut.forced || (!run.lineEnds.includes(cut.at) && run.text[cut.at - 1] !== ")")
        ? wordsEnd(words, match?.index, wording, cut.forced)
        : wrapEnd(run, cut.at, match?.index, wording);
    best = {
      line: at,
      style,
      indexes: both.length > 1 ? both : match === undefined ? [] : [match.index],
      score: both.length > 1 ? 1 : (match?.score ?? 0),
      exact: match?.exact ?? true,
      numbers: line.marker?.numbers ?? [],
      spelled: line.marker?.spelled ?? false,
      shape: line.marker?.shape ?? "",
      indent: line.indent,
      from,
      end: run.positionOf(end),
      answers: says,
      asks: asks(words),
      ticked,
      titled,
      words: run.text.slice(0, end),
    };
    if (both.length > 1) break;
  }
  if (best !== undefined && best.numbers.length > 1 && best.indexes.length === 1) return { ...best, indexes: [], end: from };
  if (best !== undefined) return { ...best, end: best.answers ? from : beyondRepetition(lines, best, wording) };
  if (marked === undefined) return undefined;
  return {
    line: at,
    style: marked,
    indexes: [],
    score: 0,
    exact: false,
    numbers: line.marker?.numbers ?? [],
    spelled: line.marker?.spelled ?? false,
    shape: line.marker?.shape ?? "",
    indent: line.indent,
    from,
    end: from,
    answers: answers(run.text),
    asks: asks(run.text),
    ticked,
    titled,
    words: run.text,
  };
}

/** What follows the last letter or digit. A regular expression that ends in `\W*$` takes quadratic time on a run of punctuation. */
function afterLastWord(text: string): string {
  let at = text.length;
  while (at > 0 && !/\w/.test(text[at - 1] ?? "")) at -= 1;
  return text.slice(at);
}

/** Where the criterion ends when an answer follows it without a stop: "… the working group Ada Byron will take part." */
function wordsEnd(words: string, index: number | undefined, wording: Wording, forced: boolean): number {
  if (index === undefined || !asks(words)) return words.length;
  const last = [...words.matchAll(/[\p{L}\p{N}]+/gu)].findLast(([word]) => wording.purity(word, index) > 0);
  if (last === undefined) return words.length;
  const end = last.index + last[0].length + (/^[)\]"'*]*(?:\([^)\s]*\))?/.exec(words.slice(last.index + last[0].length))?.[0].length ?? 0);
  const rest = words.slice(end);
  const begins = /^\s+["'(]?\p{Lu}/u.test(rest) && /\p{Ll}/u.test(words.slice(0, end));
  return begins || forced ? end : words.length;
}

/** A criterion that was wrapped goes on to the end of its sentence, even where its last words add nothing. */
function wrapEnd({ text, lineEnds }: Run, from: number, index: number | undefined, wording: Wording): number {
  let at = from;
  while (index !== undefined && (lineEnds.includes(at) || text[at - 1] === ")") && at < text.length) {
    const line = text.slice((lineEnds.findLast((end) => end < at) ?? -1) + 1, at);
    const next = text.slice(
      at,
      lineEnds.find((end) => end > at),
    );
    const rest = /^.*?[.?!:](?=\s|$)/.exec(next)?.[0] ?? next;
    const telling = stems(rest).length;
    const own = telling === 0 ? 1 : wording.purity(rest, index);
    const isLower = /^\s+\p{Ll}/u.test(rest);
    const goesOn = isLower ? own >= 0.6 || (telling <= 3 && asks(text.slice(0, at))) : own === 1 && line.length >= 30;
    if (/[.?!:;][)"'”*_]*$/.test(line) || answers(rest.trim()) || addressed.test(rest.trim()) || !goesOn) break;
    at += rest.length;
  }
  return at;
}

/** "Redistribution and user base:" names two criteria. */
function namesTwo(words: string, wording: Wording): readonly number[] {
  if (words.length > longestLabel || /[.?!;]\s/.test(words) || !/[/&+,]|\band\b/i.test(words)) return [];
  const parts = words
    .replace(/(?<![\s:.*_|–—-])[\s:.*_|–—-]+$/, "")
    .split(/[/&+,]|\band\b/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2 || parts.length > 4) return [];
  const matches = parts.map((part) => wording.bestMatch(part, 0.8));
  const indexes = matches.flatMap((match) => (match?.exact === true ? [match.index] : []));
  return indexes.length === parts.length && new Set(indexes).size === parts.length ? indexes : [];
}

/** A title is often followed by the condition itself ("Security alias. Have a …"): both are the heading. */
function beyondRepetition(lines: readonly Line[], { end, indexes, line }: Candidate, wording: Wording): Position {
  const last = lines[end.line];
  const rest =
    last !== undefined && last.text.slice(end.char).trim() === "" ? nextPosition(lines, end, line) : { line: end.line, char: end.char };
  if (rest === undefined) return end;
  const run = runFrom(lines, rest);
  for (const cut of cutsIn(run.text, run.lineEnds)) {
    const words = run.text.slice(0, cut.at).trim();
    const match = asks(words) && !answers(words) ? wording.bestMatch(words, 0.6) : undefined;
    if (match !== undefined && match.index === indexes[0]) return run.positionOf(cut.at);
    const explains = /^(?:this|it|that|these|they)\b/i.test(words) && !answers(words) && wording.purity(words, indexes[0] ?? 0) >= 0.5;
    if (explains && /[.!]$/.test(words)) return run.positionOf(cut.at);
  }
  return end;
}

function nextPosition(lines: readonly Line[], end: Position, from: number): Position | undefined {
  const next = lines[end.line + 1];
  const depth = lines[from]?.depth ?? 0;
  return next === undefined || next.text === "" || next.about || next.marker !== undefined || next.depth !== depth
    ? undefined
    : { line: end.line + 1, char: 0 };
}
