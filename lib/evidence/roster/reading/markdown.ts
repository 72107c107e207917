import { cell, longestCell } from "./cell";
import { assessTable, isPlainHeader } from "./columns";
import { line, type Remark } from "./found";
import { type Definitions, markdownCell } from "./markdown-cell";
import { type Line, linesOf } from "./markdown-lines";
import { splitRow } from "./split-row";
import { emptyRow, type Row, saysNothing, type Table } from "./table";

export type Heading = { readonly at: number; readonly text: string };

/**
 * All tables of a markdown file, with the line each begins in, and its headings. More is accepted as a table than GitHub renders
 * (GFM section 4.10), because lists are edited manually: rows after a blank line continue the table above, the line of dashes
 * may be missing or too short when the header is plainly that of members, cells may be separated by tabs only.
 */
export function markdownTables(text: string): { readonly tables: readonly Table[]; readonly headings: readonly Heading[] } {
  const lines = linesOf(text);
  const definitions = definitionsIn(lines);
  const tables: Table[] = [];
  for (let from = 0; from < lines.length; ) {
    const start = tableStart(lines, from, definitions);
    if (start === null) from += 1;
    else {
      const { rows, remarks, next } = rowsFrom(lines, start, definitions);
      const at = lines[from]?.at ?? 0;
      tables.push({
        at,
        heading: "",
        inCode: lines[from]?.inCode ?? false,
        header: start.header,
        rows,
        remarks: [...start.remarks, ...remarks],
      });
      from = next;
    }
  }
  return { tables, headings: headingsIn(lines, definitions) };
}

/** "[label]: target" lines, for links that name only a label. */
function definitionsIn(lines: readonly Line[]): Definitions {
  const found = lines.flatMap(({ text }) => {
    const [, label, target] = /^ {0,3}\[([^\]^][^\]]*)\]:\s*<?([^\s<>]+)/.exec(text) ?? [];
    return label === undefined || target === undefined ? [] : [[label.toLowerCase(), target] as const];
  });
  return new Map(found);
}

/** The headings among lines, in their order. */
export function headingsOf(lines: readonly Line[]): readonly Heading[] {
  return headingsIn(lines, definitionsIn(lines));
}

function headingsIn(lines: readonly Line[], definitions: Definitions): Heading[] {
  return lines.flatMap(({ at, text, inCode }, index) => {
    if (inCode || text.length > longestCell) return [];
    const hashes = /^ {0,3}#{1,6}[ \t](.*)$/
      .exec(text)?.[1]
      ?.trim()
      .replace(/(?<!#)#+$/, "");
    const underlined =
      /^ {0,3}(?:={2,}|-{2,})\s*$/.test(lines[index + 1]?.text ?? "") && text.trim() !== "" && !text.includes("|") ? text : undefined;
    const bold = /^\s*(?:\*\*|__)([^*_]+)(?:\*\*|__):?\s*$/.exec(text)?.[1];
    const title = hashes ?? underlined ?? bold;
    return title === undefined ? [] : [{ at, text: markdownCell(title, definitions).text }];
  });
}

type Start = {
  readonly header: Row["cells"];
  readonly remarks: readonly Remark[];
  readonly first: number;
  readonly parting: "|" | "\t";
  readonly outer: boolean;
  readonly inCode: boolean;
};

function tableStart(lines: readonly Line[], from: number, definitions: Definitions): Start | null {
  const { text = "", at = 0, inCode = false } = lines[from] ?? {};
  const parting = splitRow(text, "|").length > 1 || /^\s*\|.*\|\s*$/.test(text) ? "|" : "\t";
  if (!text.includes(parting) || isDashes(text)) return null;
  const header = splitRow(text, parting).map((source) => markdownCell(source, definitions));
  const below = nextShown(lines, from + 1);
  const dashes = isDashes(lines[below]?.text ?? "") ? splitRow(lines[below]?.text ?? "", parting).length : null;
  const start = { header, parting, outer: text.trimStart().startsWith("|"), inCode } as const;
  if (dashes === null || parting === "\t") {
    if (!isPlainHeader(header)) return null;
    const remarks = parting === "\t" ? [] : [{ ...line(at), says: "The table has no line of dashes under its header." }];
    return { ...start, remarks, first: dashes === null ? from + 1 : below + 1 };
  }
  const remarks =
    dashes === header.length ? [] : [{ ...line(at + 1), says: `The line of dashes has ${dashes} cells, the header ${header.length}.` }];
  return { ...start, remarks, first: below + 1 };
}

function isDashes(text: string): boolean {
  return text.includes("|") && /[-–—=]/.test(text) && /^[\s|:–—=-]+$/.test(text);
}

/** The next line that is not wholly a comment. */
function nextShown(lines: readonly Line[], from: number): number {
  let at = from;
  while (lines[at]?.commented != null) at += 1;
  return at;
}

function rowsFrom(lines: readonly Line[], start: Start, definitions: Definitions): { rows: Row[]; remarks: Remark[]; next: number } {
  const rows: Row[] = [];
  const remarks: Remark[] = [];
  const titles = start.header.map(({ text }) => text).join("|");
  let gap = false;
  let index = start.first;
  for (; index < lines.length; index += 1) {
    const { at, text, inCode, commented } = lines[index] ?? { at: 0, text: "", inCode: false, commented: null };
    if (inCode !== start.inCode) break;
    if (commented !== null) {
      if (commented.includes("@") || commented.includes("|"))
        remarks.push({ ...line(at), says: `A comment was left out: “${commented}”.` });
      continue;
    }
    if (text.trim() === "") {
      gap = true;
      continue;
    }
    if (isDashes(text) && text.includes("--")) continue;
    if (!goesOn(lines, index, { start, gap })) break;
    const cells = splitRow(text, start.parting).map((source) => markdownCell(source, definitions));
    if (cells.map((each) => each.text).join("|") === titles) continue; // the header once more
    if (cells.every(saysNothing)) remarks.push(emptyRow(at));
    else rows.push({ at, cells, odd: gap ? ["There is a blank line before the row."] : [] });
    gap = false;
  }
  return { rows, remarks, next: index };
}

/** Whether a line that is not blank is a row of the table above. */
function goesOn(lines: readonly Line[], index: number, { start, gap }: { start: Start; gap: boolean }): boolean {
  const text = lines[index]?.text ?? "";
  const cells = splitRow(text, start.parting).map((source) => cell({ text: source }));
  const overDashes = isDashes(lines[nextShown(lines, index + 1)]?.text ?? "") && !text.includes("@");
  if (gap) {
    const begins = start.outer ? text.trimStart().startsWith("|") : cells.length === start.header.length && text.includes("@");
    return begins && start.parting === "|" && !overDashes && !isPlainHeader(cells);
  }
  if (/^ {0,3}(?:#{1,6}\s|```|~~~)/.test(text)) return false;
  const titles = (row: Row["cells"]) => row.map((each) => each.text).join("|");
  if (overDashes && "columns" in assessTable(cells, "members") && titles(cells) !== titles(start.header)) return false;
  if (text.includes(start.parting)) return true;
  // A line without separators: a row if it is only an address or if rows follow it, as GitHub renders it; otherwise ordinary text.
  const follows = lines[index + 1]?.text ?? "";
  const rowFollows = start.parting === "\t" ? follows.includes("\t") : start.outer && follows.trimStart().startsWith("|");
  return rowFollows || /^\s*<?[^\s@]+@[^\s@]+>?\s*$/.test(text);
}
