import type { Line } from "./lines";
import type { Position } from "./run";
import { isClosing, isFooter, isListFooter, isSignOff } from "./voice";

/** A part of a line between two headings. */
export type Row = Pick<Line, "text" | "depth" | "marker" | "indent" | "about"> & { readonly line: number };

const wrapsFrom = 45;
const surelyWrapsFrom = 60;
const fewSignatureLines = 12;
const fewNameLines = 3;

/** The text between two positions of an email, line by line. */
export function rowsBetween(lines: readonly Line[], from: Position, to: Position): readonly Row[] {
  const rows: Row[] = [];
  for (let at = from.line; at <= Math.min(to.line, lines.length - 1); at += 1) {
    const line = lines[at];
    if (line === undefined || (at === to.line && to.char === 0)) continue;
    const start = at === from.line ? from.char : 0;
    const text = line.text.slice(start, at === to.line ? to.char : undefined);
    if (at === from.line && start > 0 && separatorsOff(text) === "") continue;
    rows.push({ ...line, text: start > 0 ? separatorsOff(text) : text.trim(), marker: start > 0 ? undefined : line.marker, line: at });
  }
  return rows;
}

/** What parts a heading from its answer is neither. */
function separatorsOff(text: string): string {
  return text.replace(/^(?:[\s|:=→>.,;–—]|\*{1,3}(?=\s|$)|_{1,2}(?=\s|$)|-+>?(?=\s|$))+/, "").trim();
}

/**
 * The text of some lines as it was written: paragraphs stay apart, list items keep their lines,
 * and lines that a mail program broke are joined with a space.
 */
export function textOf(rows: readonly Row[]): string {
  let text = "";
  let last: Row | undefined;
  for (const row of rows) {
    if (row.text !== "")
      text += last === undefined ? row.text : `${last.text === "" ? "\n\n" : isWrapped(last, row) ? " " : "\n"}${row.text}`;
    if (row.text !== "" || last !== undefined) last = row;
  }
  return text.trim();
}

function isWrapped(row: Row, next: Row): boolean {
  if (next.marker !== undefined || next.depth !== row.depth || next.about || row.about || row.marker?.kind === "heading") return false;
  if (/^(?:https?:\/\/|www\.)\S+$/.test(row.text) || /^https?:\/\//.test(next.text)) return false;
  if (row.text.includes(" | ") || next.text.includes(" | ")) return false;
  if (/^\p{Ll}/u.test(next.text)) return true;
  const ends = /[.!?:;]["')]*$/.test(row.text);
  return row.text.length >= surelyWrapsFrom || (row.text.length >= wrapsFrom && !ends);
}

/** Parts what a person answered from how the mail ends: closing words, a signature, a list's footer. */
export function partFrom(rows: readonly Row[], isLast: boolean): { kept: readonly Row[]; parting: readonly Row[] } {
  const onlyParting = isLast ? onlyPartingFrom(rows) : [];
  const at = rows.findIndex((_row, index) => endsHere(rows, index, { isLast, onlyParting }));
  return at === -1 ? { kept: rows, parting: [] } : { kept: rows.slice(0, at), parting: rows.slice(at) };
}

function endsHere(
  rows: readonly Row[],
  at: number,
  { isLast, onlyParting }: { isLast: boolean; onlyParting: readonly boolean[] },
): boolean {
  const text = rows[at]?.text ?? "";
  if (text === "") return false;
  if (text === "--" || text === "—" || isFooter(text)) return true;
  const fresh = at === 0 || rows[at - 1]?.text === "";
  if (at > 0 && fresh && isListFooter(paragraphAt(rows, at))) return true;
  if (isSignOff(text) && (isLast || restIsShort(rows, at + 1))) return true;
  if (!isLast || at === 0 || !fresh) return false;
  if (onlyParting[at] === true && isClosing(paragraphAt(rows, at))) return true;
  return rows.length - at <= fewSignatureLines && isNameBlock(rows.slice(at)) && !isIntroduced(rows, at);
}

/** After "Our participant is:" comes no signature. */
function isIntroduced(rows: readonly Row[], at: number): boolean {
  return (
    rows
      .slice(0, at)
      .findLast((row) => row.text !== "")
      ?.text.endsWith(":") ?? true
  );
}

function paragraphAt(rows: readonly Row[], at: number): string {
  let end = at + 1;
  while (end < rows.length && rows[end]?.text !== "") end += 1;
  return rows
    .slice(at, end)
    .map((row) => row.text)
    .join(" ");
}

/**
 * For each row, whether only closing words, a signature or a footer follow its paragraph: short paragraphs, and nothing
 * long. Computed from the end, so that a long email is read only once.
 */
function onlyPartingFrom(rows: readonly Row[]): readonly boolean[] {
  const after = new Array<boolean>(rows.length);
  let paragraphs = true; // about the paragraphs after this row
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const text = rows[at]?.text ?? "";
    after[at] = paragraphs;
    if (text === "" || (at > 0 && rows[at - 1]?.text !== "")) continue;
    if (isSignOff(text) || isFooter(text) || text === "--") paragraphs = true;
    else if (text.length > 60 && !isClosing(paragraphAt(rows, at))) paragraphs = false;
  }
  return after;
}

function restIsShort(rows: readonly Row[], from: number): boolean {
  const rest = rows.slice(from, from + fewSignatureLines + 1).filter((row) => row.text !== "");
  return rest.length <= 6 && rest.every((row) => row.text.length < 60);
}

/** A name and perhaps an organization at the very end, without a closing. */
function isNameBlock(rows: readonly Row[]): boolean {
  const written = rows.filter((row) => row.text !== "");
  return (
    written.length <= fewNameLines &&
    written.every(
      (row) =>
        row.marker === undefined &&
        row.depth === 0 &&
        /^\p{Lu}[\p{L}.'’-]*(?:[, ]+\p{Lu}[\p{L}.'’-]*){0,3}[, ]*$/u.test(row.text) &&
        !/[^.]{3}\.$/.test(row.text),
    )
  );
}
