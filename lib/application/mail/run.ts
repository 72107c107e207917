import type { Line } from "./lines";
import { asks } from "./voice";

/** A position in an email: a line, and a character of it. */
export type Position = { readonly line: number; readonly char: number };

/** Some text of an email, with the mapping from a position in it to a line. */
export type Run = { readonly text: string; readonly positionOf: (offset: number) => Position; readonly lineEnds: readonly number[] };

/** Where a heading may end; `label`: it is parted from its answer like a label; `forced`: an address begins there. */
export type Cut = { readonly at: number; readonly label: boolean; readonly forced: boolean };

const longestRun = 480;
const mostLines = 8;
const mostCuts = 14;

/** An address or a link: no criterion holds one, but for a link in Markdown. */
export const addressed = /(?<=^|[\s<])[^\s<>()[\]@]+@[^\s<>()@]+\.\w|(?<=^|[\s<])https?:\/\//;

/** The words from a place to the end of its paragraph, or as far as a heading may reach. */
export function runFrom(lines: readonly Line[], from: Position): Run {
  const first = lines[from.line];
  let text = first?.text.slice(from.char) ?? "";
  const starts = [{ offset: 0, line: from.line, char: from.char }];
  const lineEnds = [text.length];
  for (let at = from.line + 1; at < from.line + mostLines && text.length < longestRun; at += 1) {
    const line = lines[at];
    if (line === undefined || line.text === "" || line.about || line.marker !== undefined || line.depth !== first?.depth) break;
    starts.push({ offset: text.length + 1, line: at, char: 0 });
    text += ` ${line.text}`;
    lineEnds.push(text.length);
  }
  const positionOf = (offset: number): Position => {
    const start = starts.findLast((entry) => entry.offset <= offset) ?? starts[0];
    return { line: start?.line ?? from.line, char: (start?.char ?? 0) + offset - (start?.offset ?? 0) };
  };
  return { text: text.slice(0, longestRun * 2), positionOf, lineEnds };
}

/** The places at which a heading may end within a text: ends of sentences and lines, and what parts a label from its answer. */
export function cutsIn(text: string, lineEnds: readonly number[]): readonly Cut[] {
  const cuts = new Map<number, boolean>();
  for (const found of text.matchAll(
    /[.?!;][)"'”*_]*(?=\s|$)|\)(?=\s|$)|[:|][*_]*(?=\s|$)|:(?=[^\s/*_])|(?<=[^\s*])\*\*(?=\s|$)|\s(?:[-–—]+|=+>?|->|→)(?=\s)|\t/g,
  )) {
    const mark = found[0];
    cuts.set(found.index + mark.length, /[:|\t]|\*\*$|^\s[-–—=→]/.test(mark));
    if (cuts.size >= mostCuts) break;
  }
  for (const end of lineEnds) if (!cuts.has(end)) cuts.set(end, false);
  const address = asks(text) ? beforeAddress(text) : -1;
  return [...cuts]
    .map(([at, label]) => ({ at, label, forced: false }))
    .concat(address > 0 ? [{ at: address, label: true, forced: true }] : [])
    .filter(({ at, forced }) => forced || ((address === -1 || at <= address) && !isInBrackets(text, at)))
    .sort((a, b) => a.at - b.at);
}

/** Where an address, or the bracket before it, begins in the first sentence; -1 when there is none. */
function beforeAddress(text: string): number {
  const at = text.search(addressed);
  if (at === -1 || /[.?!](?:\s|$)/.test(text.slice(0, at))) return -1;
  return isInBrackets(text, at) ? text.lastIndexOf("(", at) : at;
}

function isInBrackets(text: string, at: number): boolean {
  return ["()", "[]"].some(
    ([open = "", close = ""]) => text.indexOf(close, at) !== -1 && text.lastIndexOf(open, at - 1) > text.lastIndexOf(close, at - 1),
  );
}
