import { Parser } from "htmlparser2";
import { type Cell, cell, emptyCell } from "./cell";
import { type Assessment, assessTable } from "./columns";
import { mailtoOf, struck } from "./markdown-cell";
import { emptyRow, saysNothing, type Table } from "./table";

type Heading = { readonly at: number; readonly text: string };

/** The position of a table in the file, in UTF-16 units, so that other readers skip it. */
export type Span = { readonly from: number; readonly to: number };

type OpenCell = { text: string; readonly mailto: string[]; readonly odd: string[]; readonly across: number; readonly down: number };
type OpenRow = { readonly from: number; readonly cells: OpenCell[] };
type OpenTable = { readonly from: number; caption: string | null; captionOpen: boolean; readonly rows: OpenRow[]; cell: OpenCell | null };

/** Only these are nested for the parser. Its work grows with the square of the depth, so it gets none that a table does not need, and never many. */
const nested = new Set("table caption tr td th sup p div li dt dd h1 h2 h3 h4 h5 h6 script style title textarea".split(" "));
const deepest = 500;

class FlatParser extends Parser {
  depth = 0;
  protected override isVoidElement(name: string): boolean {
    return !nested.has(name) || this.depth > deepest;
  }
}

const breaks = new Set(["br", "p", "div", "li", "dt", "dd"]);
const widest = 100;

/**
 * All tables of an HTML page, or of a markdown file with HTML in it, by the rules of the HTML standard where they matter here: cells
 * may lack their end tags, cells may span rows and columns (a name beside two addresses belongs to both), white space is one space.
 * The header is the first of the first three rows that can head a list of members, else the first row.
 */
export function htmlTables(text: string): {
  readonly tables: readonly Table[];
  readonly headings: readonly Heading[];
  readonly spans: readonly Span[];
} {
  if (!/<table\b/i.test(text)) return { tables: [], headings: [], spans: [] };
  const open: OpenTable[] = [];
  const closed: OpenTable[] = [];
  const headings: { from: number; text: string }[] = [];
  const spans: Span[] = [];
  let heading: { from: number; text: string } | null = null;

  const parser = new FlatParser({
    onopentag(name, attributes) {
      if (nested.has(name)) parser.depth += 1;
      const table = open.at(-1);
      if (name === "table") open.push({ from: parser.startIndex, caption: null, captionOpen: false, rows: [], cell: null });
      else if (/^h[1-6]$/.test(name) && !table) heading = { from: parser.startIndex, text: "" };
      else if (!table) return;
      else if (name === "caption") table.captionOpen = true;
      else if (name === "tr") table.rows.push({ from: parser.startIndex, cells: [] });
      else if (name === "td" || name === "th") {
        if (table.rows.length === 0) table.rows.push({ from: parser.startIndex, cells: [] });
        table.cell = { text: "", mailto: [], odd: [], across: spanOf(attributes.colspan), down: spanOf(attributes.rowspan) };
        table.rows.at(-1)?.cells.push(table.cell);
      } else if (table.cell) openInCell(table.cell, name, attributes);
    },
    ontext(data) {
      const table = open.at(-1);
      if (table?.captionOpen) table.caption = (table.caption ?? "") + data;
      else if (table?.cell) table.cell.text += data.replace(/[ \t\n\f\r\ue000\ue001]+/g, " ");
      else if (heading) heading.text += data;
    },
    oncomment(data) {
      const inside = open.at(-1)?.cell;
      if (inside && data.includes("@")) inside.odd.push(`A comment was left out: “${data.trim()}”.`);
    },
    onclosetag(name, implied) {
      if (nested.has(name) && parser.depth <= deepest) parser.depth -= 1;
      const table = open.at(-1);
      if (name === "table" && table) {
        open.pop();
        if (implied && table.rows.length === 0) return; // "<table>" as a word in a sentence: nothing closed it
        closed.push(table);
        if (open.length === 0) spans.push({ from: table.from, to: parser.endIndex + 1 });
      } else if (name === "caption" && table) table.captionOpen = false;
      else if (/^h[1-6]$/.test(name) && heading) {
        headings.push(heading);
        heading = null;
      } else if ((name === "td" || name === "th" || name === "tr") && table) {
        if (table.cell) readFootnotes(table.cell);
        table.cell = null;
      } else if (table?.cell && name === "sup") table.cell.text += footnote.close;
      else if (table?.cell && breaks.has(name)) table.cell.text += "\n";
    },
  });
  parser.write(text);
  parser.end();

  const lineAt = lineCounter(text);
  return {
    tables: closed.sort((one, other) => one.from - other.from).flatMap((table) => toTable(table, lineAt)),
    headings: headings.map((each) => ({ at: lineAt(each.from), text: each.text.replace(/\s+/g, " ").trim() })),
    spans,
  };
}

const footnote = { open: "\ue000", close: "\ue001" };

function openInCell(open: OpenCell, name: string, attributes: Readonly<Record<string, string>>): void {
  const address = name === "a" ? mailtoOf(attributes.href ?? "") : null;
  if (address !== null) open.mailto.push(address);
  if (name === "s" || name === "del" || name === "strike") open.odd.push(struck);
  if (name === "sup") open.text += footnote.open;
  if (breaks.has(name)) open.text += "\n";
}

/** What is raised and short is the mark of a footnote, no part of a name. */
function readFootnotes(open: OpenCell): void {
  open.text = open.text
    .replace(/\ue000\s*(\[?[\w*†‡§]{1,3}\]?)\s*\ue001/g, (_mark, sign: string) => {
      open.odd.push(`A footnote mark was left out: “${sign}”.`);
      return "";
    })
    .replace(/[\ue000\ue001]/g, "");
}

function spanOf(value: string | undefined): number {
  const span = Number.parseInt(value ?? "1", 10);
  return Number.isFinite(span) ? Math.min(widest, Math.max(1, span)) : 1;
}

function toTable({ from, caption, rows }: OpenTable, lineAt: (index: number) => number): Table[] {
  const grid = gridOf(rows).map((row, index) => ({ at: lineAt(rows[index]?.from ?? from), ...row }));
  const title = (caption ?? "").replace(/\s+/g, " ").trim();
  const heads = (assessment: Assessment) => "columns" in assessment;
  const found = grid
    .slice(0, 3)
    .findIndex(({ cells }) => !cells.some(({ text }) => text.includes("@")) && heads(assessTable(cells, "members")));
  const headerAt = Math.max(0, found);
  const header = grid[headerAt];
  if (header === undefined) return [];
  const below = grid.slice(headerAt + 1).filter(({ cells }) => cells.length > 0);
  return [
    {
      at: lineAt(from),
      heading: title,
      inCode: false,
      header: header.cells,
      rows: below.filter(({ cells }) => !cells.every(saysNothing)),
      remarks: below.filter(({ cells }) => cells.every(saysNothing)).map(({ at }) => emptyRow(at)),
    },
  ];
}

/** Cells in their columns; a cell that spans several is put into each. Cells beyond the last column are left out and noted. */
function gridOf(rows: readonly OpenRow[]): { cells: Cell[]; odd: string[] }[] {
  const grid: Cell[][] = rows.map(() => []);
  const tooWide = new Set<number>();
  rows.forEach(({ cells }, down) => {
    let across = 0;
    for (const open of cells) {
      while (grid[down]?.[across] !== undefined) across += 1;
      const read = cell({
        text: open.text
          .replace(/ {2,}/g, " ") // first, so that the next pattern does not search long runs of spaces
          .replace(/ ?\n[ \n]*/g, "\n")
          .trim(),
        mailto: open.mailto,
        odd: open.odd,
      });
      if (across >= widest && !saysNothing(read)) tooWide.add(down);
      for (let y = down; y < Math.min(rows.length, down + open.down); y += 1) {
        for (let x = across; x < across + open.across && x < widest; x += 1) {
          const line = grid[y];
          if (line) line[x] = x === across ? read : emptyCell;
        }
      }
      across += open.across;
    }
  });
  return grid.map((cells, down) => ({
    cells: Array.from(cells, (each) => each ?? emptyCell),
    odd: tooWide.has(down) ? [`Everything after column ${widest} was left out.`] : [],
  }));
}

/** The line of a position in a text, for positions in any order. */
function lineCounter(text: string): (index: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) ends.push(at);
  return (index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
