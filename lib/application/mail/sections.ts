import { partFrom, type Row, rowsBetween, textOf } from "./body";
import type { Head, Mail } from "./head";
import type { Position } from "./run";
import { answers } from "./voice";
import { stems } from "./words";

/** A mail read under one view of where its headings are. */
export type Reading = {
  /** Texts for the criterion at each place. */
  readonly texts: ReadonlyMap<number, readonly string[]>;
  readonly unplaced: readonly string[];
  /** How much of it convinces. */
  readonly score: number;
  /** How many headings name a criterion by their words and have nothing below them: a form that was left blank there. */
  readonly blank: number;
  /** Headings that only copy the list of criteria, with nothing below them. */
  readonly copied: readonly Head[];
};

type Section = {
  readonly head: Head;
  readonly rows: readonly Row[];
  readonly parting: readonly Row[];
  readonly stray: readonly string[];
  text: string;
};

const copiedFrom = 4;
const answerMark = /^(?:(?:=+>|-+>|→)\s*|[*_]{0,2}(?:answer|response|reply|ans|a)\s*(?:\d{1,2}\s*)?[:.)][*_]{0,2}\s+)/i;
/** What an issue form writes for a field that was left empty. */
const noResponse = /^[_*]{0,2}no response[_*]{0,2}\.?$/i;

/** Gives each heading what follows it, up to the next. */
export function readSections(mail: Mail, heads: readonly Head[]): Reading {
  const end: Position = { line: mail.lines.length, char: 0 };
  const sections = heads.map((head, at) => section(mail, head, heads[at + 1]?.from ?? end, at === heads.length - 1));
  const copied = copiedList(sections);
  const answered = sections.filter(({ head, text }) => head.byWording && text !== "");
  const apart =
    answered.filter(({ head, rows }) => rows[0] !== undefined && rows[0].line > head.candidate.line).length > answered.length / 2;
  const texts = new Map<number, string[]>();
  const before = partFrom(rowsBetween(mail.lines, { line: 0, char: 0 }, heads[0]?.from ?? end), false);
  const unplaced = [...entries(before.kept), ...entries(before.parting)];
  let score = 0;
  let blank = 0;

  sections.forEach((current, at) => {
    const { head, parting, stray } = current;
    const text = current.text || sharedText(mail, sections, at) || ownWords(mail, head, apart);
    if (head.indexes.length === 0) unplaced.push(text);
    else if (text === "") {
      if (head.byWording) blank += 1;
      unplaced.push(...statement(head));
    } else {
      for (const index of head.indexes) {
        if (!texts.has(index)) score += head.byWording ? 1 : 0.5;
        if (!texts.get(index)?.push(text)) texts.set(index, [text]);
      }
    }
    unplaced.push(...stray, ...entries(parting));
  });
  return { texts, unplaced: unplaced.filter((entry) => entry !== ""), score, blank, copied };
}

/** What is nobody's answer, in entries: lines about the mail, and the rest. */
function entries(rows: readonly Row[]): readonly string[] {
  const groups: Row[][] = [];
  let last: Row | undefined;
  for (const row of rows) {
    if (last === undefined || (row.text !== "" && last.about !== row.about)) groups.push([]);
    if (row.text !== "" || last === undefined) last = row;
    groups.at(-1)?.push(row);
  }
  return groups.map(textOf).filter((entry) => entry !== "");
}

function section(mail: Mail, head: Head, to: Position, isLast: boolean): Section {
  const foreign = head.indexes.length === 0;
  const quoted = head.candidate.style === "quoted" && !head.candidate.answers && !foreign;
  const { end, rest } = quoted ? pastQuote(mail, head, to) : { end: foreign ? head.from : head.end, rest: "" };
  const rows = rowsBetween(mail.lines, end, to);
  const about = rows.findIndex((row) => row.about); // what follows "On … wrote:" is another mail
  const own = about === -1 ? rows : rows.slice(0, about);
  const { kept, parting } = partFrom(own, isLast || about !== -1);
  const { answer, stray } = withoutStrays(kept, { quoted, followed: !isLast && about === -1 });
  const [only, ...others] = answer.filter((row) => row.text !== "" && row.marker?.kind === "bullet");
  const single = only !== undefined && others.length === 0 && answer.find((row) => row.text !== "") === only ? (only.marker?.end ?? 0) : 0;
  const text = withoutMark(textOf(answer).slice(single));
  const written = noResponse.test(text) ? "" : text;
  const isAnswer =
    rest !== "" &&
    (answers(rest) || /\S@\S|(?<!\()https?:\/\//.test(rest) || (written === "" && mail.wording.purity(rest, head.indexes[0] ?? 0) < 0.5));
  const after = about === -1 ? parting : [...parting, ...rows.slice(about)];
  return { head, rows, parting: after, stray, text: [isAnswer ? rest : "", written].filter(Boolean).join("\n\n") };
}

/** An answer without the mark before it. */
function withoutMark(text: string): string {
  return text.slice(answerMark.exec(text)?.[0].length ?? 0);
}

/** A quoted criterion reaches to the end of its quoted paragraph, and over a wrapped line that lost its mark. */
function pastQuote({ lines, wording }: Mail, { candidate, end, indexes, byWording }: Head, to: Position): { end: Position; rest: string } {
  let at = end.line;
  let rest = (lines[at]?.text ?? "").slice(end.char);
  for (
    let next = lines[at + 1];
    next !== undefined && at + 1 < to.line && next.text !== "" && next.depth > 0 && next.marker === undefined && !next.about;
    next = lines[at + 1]
  ) {
    at += 1;
    rest += ` ${next.text}`;
  }
  const last = lines[at];
  const next = lines[at + 1];
  const past = { line: at, char: last?.text.length ?? 0 };
  const text = rest.replace(/^[\s:|–—=>-]+/, "").trim();
  if (
    last === undefined ||
    next === undefined ||
    next.depth > 0 ||
    next.text === "" ||
    next.marker !== undefined ||
    at + 1 >= to.line ||
    !byWording
  )
    return { end: past, rest: text };

  const whole = candidate.words + rest;
  const open = whole.lastIndexOf("[") > whole.lastIndexOf("]") || whole.lastIndexOf("(") > whole.lastIndexOf(")");
  const stop = /^.*?(?:[.?!:](?=\s|$)|\)(?=\s*$))/.exec(next.text)?.[0] ?? next.text;
  const unfinished = !/[.?!:)]["'*_]*$/.test(last.text) && last.text.length >= 40;
  const own = wording.purity(stop, indexes[0] ?? 0);
  const goesOn =
    open ||
    (unfinished &&
      !answers(stop) &&
      (/^\p{Ll}/u.test(next.text) ? own >= 0.3 || stems(stop).length <= 3 : own >= 0.75 && stop.length < 80));
  return goesOn
    ? { end: { line: at + 1, char: stop.length }, rest: text.length > 0 && answers(text) ? text : "" }
    : { end: past, rest: text };
}

/** Words of the page that were quoted along with the criteria, and lines that introduce the next criteria, belong to no answer. */
function withoutStrays(
  rows: readonly Row[],
  { quoted, followed }: { quoted: boolean; followed: boolean },
): { answer: readonly Row[]; stray: readonly string[] } {
  const isQuote = (row: Row | undefined) => row?.text === "" || (row?.depth ?? 0) > 0;
  let from = 0;
  let to = rows.length;
  if (quoted && rows.some((row) => !isQuote(row))) {
    while (isQuote(rows[from])) from += 1;
    while (isQuote(rows[to - 1])) to -= 1;
    if (rows[to - 1]?.text.endsWith(":") && !followed) to = rows.length; // the answer itself quotes
  }
  const end = trimEnd(rows, from, to);
  const start = paragraphStart(rows, from, end);
  const introduces = followed && start > from && /:\**$/.test(rows[end - 1]?.text ?? "") && !answers(textOf(rows.slice(start, end)));
  return {
    answer: rows.slice(from, introduces ? start : to),
    stray: [textOf(rows.slice(0, from)), introduces ? textOf(rows.slice(start, end)) : "", textOf(rows.slice(to))],
  };
}

function trimEnd(rows: readonly Row[], from: number, to: number): number {
  let end = to;
  while (end > from && rows[end - 1]?.text === "") end -= 1;
  return end;
}

function paragraphStart(rows: readonly Row[], from: number, end: number): number {
  let start = end;
  while (start > from && rows[start - 1]?.text !== "") start -= 1;
  return start;
}

/**
 * A run of headings with nothing below them is a copy of the list, with the answers elsewhere. An answer next to the following heading shows that
 * it is a form that was left blank in part.
 */
function copiedList(sections: readonly Section[]): readonly Head[] {
  let run: Head[] = [];
  for (const { head, text, rows } of sections) {
    const beside = rows[0]?.line === head.end.line && rows[0].text !== "";
    if (text === "" && !head.candidate.answers) run.push(head);
    else if (run.length >= copiedFrom && !beside) return [...run, head];
    else run = [];
  }
  return run.length >= copiedFrom ? run : [];
}

/**
 * Quoted criteria directly below each other with one answer under the last were answered together, unless the answer names only some of
 * them. Other headings are a template that was left blank in part: there the answer has to say that it is for both.
 */
function sharedText({ wording }: Mail, sections: readonly Section[], at: number): string {
  const first = sections[at];
  if (first === undefined || first.text !== "" || first.head.candidate.answers) return "";
  for (let next = at + 1; next <= at + copiedFrom; next += 1) {
    const one = sections[next];
    const before = sections[next - 1];
    if (one === undefined || before === undefined || one.head.candidate.style !== first.head.candidate.style) return "";
    if (before.rows.some(({ text, depth }) => text === "" && depth === 0)) return ""; // a heading that was left blank
    const both = /\b(?:both|all (?:of )?(?:the |these |those |two|three|above)|these (?:two|three)|each of)\b/i.test(one.text);
    if (one.text === "") continue;
    const group = sections.slice(at, next + 1).flatMap(({ head }) => head.indexes);
    const spokenOf = wording.mentioned(one.text).map(({ index }) => index);
    const ofOthers = spokenOf.some((index) => group.includes(index)) && !first.head.indexes.some((index) => spokenOf.includes(index));
    return both || (first.head.candidate.style === "quoted" && !ofOthers) ? one.text : "";
  }
  return "";
}

/** The text of a heading with nothing below it, if it is an answer and does not only repeat the criterion: a template left blank. */
function ownWords(
  { wording }: Mail,
  { indexes, candidate: { style, asks, exact, words, answers: says, ticked, titled } }: Head,
  apart: boolean,
): string {
  if (says || ticked) return words;
  if (apart) return ""; // this mail answers below its headings
  if (style === "quoted" || style === "heading" || asks || titled || /:\**\s*$/.test(words)) return "";
  const own = wording.purity(words, indexes[0] ?? 0);
  return own === 1 || (exact && stems(words).length <= 3) ? "" : words;
}

/** A criterion that was only quoted, or is the title of a blank part, needs not be shown; one that was written down may mean something. */
function statement({ candidate: { style, words, titled }, byWording }: Head): readonly string[] {
  return style === "quoted" || ((titled || style === "heading") && byWording) ? [] : [words];
}
