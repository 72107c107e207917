import { recordsIn } from "./csv";
import { line, quoted, type Remark } from "./found";
import { mostCells } from "./split-row";

/** Rulers of a grid table ("+---+===+") and of a simple table ("====  ===="). */
const gridRuler = /^\s*\+(?:[-=]+\+)+\s*$/;
/** Every line of a simple table has as many cells as its ruler. No table of members is wider. */
const mostColumns = 20;
const simpleRuler = /^\s*={2,}(?:\s+={2,})+\s*$/;

/**
 * A text of reStructuredText with its tables as the Markdown reader knows them, each row in the place of its first line: grid tables, simple
 * tables, and the rows of the list-table and csv-table directives. A line that continues a row belongs to it. Other lines stay as they
 * are; what is not read is noted.
 */
export function withPlainTables(text: string): { readonly text: string; readonly remarks: readonly Remark[] } {
  const lines = text.split("\n");
  const remarks: Remark[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const said = lines[at] ?? "";
    if (gridRuler.test(said)) at = gridFrom(lines, at);
    else if (simpleRuler.test(said)) at = simpleFrom(lines, at);
    else if (/^\s*\.\. list-table::/.test(said)) at = listFrom(lines, at);
    else if (/^\s*\.\. csv-table::/.test(said)) at = csvFrom(lines, at, remarks);
  }
  return { text: lines.join("\n"), remarks };
}

/** Says nothing and is no blank line, so that the rows around it stay together. */
const nothing = "<!-- -->";

/** A ruler under some cells of a grid table only: the others go on below it. */
const partRuler = /^\s*[|+].*\+[-=]+[+|]|^\s*\+[-=]+\+.*\|\s*$/;

function gridFrom(lines: string[], from: number): number {
  const edges = [...(lines[from] ?? "").matchAll(/\+/g)].map(({ index }) => index);
  let at = from;
  let row: { at: number; cells: string[][] } | null = null; // what each line says in each cell
  let headed = false;
  const end = () => {
    if (row !== null) lines[row.at] = asRow(row.cells.map((text) => text.join(" ")));
    row = null;
  };
  const take = (cells: readonly string[]) => {
    if (row === null) row = { at, cells: [] };
    else lines[at] = nothing;
    for (const [index, text] of cells.entries()) {
      const cell = row.cells[Math.min(index, mostCells)];
      if (cell === undefined) row.cells.push([text.trim()]);
      else if (text.trim() !== "") cell.push(text.trim());
    }
  };
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (gridRuler.test(line)) {
      end();
      const isHead: boolean =
        !headed && at > from && (line.includes("=") || !lines.slice(at, at + 200).some((each) => /^\s*\+=+/.test(each)));
      lines[at] = isHead ? line.replace(/[=-]+/g, "---").replaceAll("+", "|") : nothing;
      headed ||= isHead;
    } else if (partRuler.test(line)) {
      take(
        line
          .trim()
          .slice(1, -1)
          .split(/[|+]/)
          .map((text) => text.replace(/^[-=]+$/, "")),
      );
      end();
    } else if (/^\s*\|.*\|\s*$/.test(line)) take(gridCells(line, edges));
    else break;
  }
  end();
  return at - 1;
}

/** The cells of a line, by the edges of the first ruler where the line keeps to them: a bar between two edges is text. */
function gridCells(line: string, edges: readonly number[]): readonly string[] {
  const keeps = line.trimEnd().length - 1 === edges.at(-1) && edges.every((edge) => line[edge] === "|");
  if (!keeps) return line.trim().slice(1, -1).split("|");
  return edges.slice(1).map((edge, index) => line.slice((edges[index] ?? 0) + 1, edge));
}

/** A line with nothing in the first column continues the row above it. */
function simpleFrom(lines: string[], from: number): number {
  const starts = [...(lines[from] ?? "").matchAll(/=+/g)].map(({ index }) => index);
  if (starts.length > mostColumns) return from;
  let row: { at: number; cells: string[][] } | null = null;
  const end = () => {
    if (row !== null) lines[row.at] = asRow(row.cells.map((text) => text.filter((each) => each !== "").join(" ")));
    row = null;
  };
  let rulers = 1;
  let at = from + 1;
  lines[from] = nothing;
  for (; at < lines.length && rulers < 3; at += 1) {
    const line = lines[at] ?? "";
    if (simpleRuler.test(line)) {
      end();
      rulers += 1;
      const last = !lines.slice(at + 1, at + 2).some((each) => each.trim() !== "");
      lines[at] = rulers === 2 && !last ? asRow(starts.map(() => "---")) : nothing;
      if (last) break;
    } else if (/^[\s-]*$/.test(line))
      lines[at] = nothing; // blank, or under a title that spans columns
    else {
      const cells = simpleCells(line, starts);
      if (row === null || cells[0] !== "") {
        end();
        row = { at, cells: cells.map((text) => [text.replace(/^\\$/, "")]) };
      } else {
        const above: string[][] = row.cells;
        for (const [index, text] of cells.entries()) above[index]?.push(text);
        lines[at] = nothing;
      }
    }
  }
  end();
  return at;
}

/** The cells of a line, by where the ruler's columns begin; by wide gaps where a word of the line runs over such a place. */
function simpleCells(line: string, starts: readonly number[]): readonly string[] {
  const runsOver = starts.some((start, index) => index > 0 && /\S/.test(line[start - 1] ?? " "));
  const apart = runsOver && /^\S/.test(line) ? line.trim().split(/\s{2,}/) : [];
  return starts.map((start, index) =>
    apart.length === starts.length ? (apart[index] ?? "") : line.slice(start, starts[index + 1]).trim(),
  );
}

/** The header stands in the place of the directive, so that each row keeps its own line. */
function csvFrom(lines: string[], from: number, remarks: Remark[]): number {
  let at = from + 1;
  const options = new Map<string, string>();
  for (; at < lines.length; at += 1) {
    const [, name, value = ""] = /^\s+:([a-z-]+):(.*)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined) break;
    options.set(name, value.trim());
  }
  const body = at;
  while (at < lines.length && !/^\S/.test(lines[at] ?? "")) at += 1;
  const file = options.get("file") ?? options.get("url");
  if (file !== undefined) remarks.push({ ...line(from + 1), says: `A csv-table is in ${quoted(file)}, which was not read.` });

  const delimiter = options.get("delim") ?? ",";
  const parting = delimiter === "tab" ? "\t" : delimiter === "space" ? " " : delimiter.charAt(0);
  const records = recordsIn(
    lines
      .slice(body, at)
      .map((each) => each.trim())
      .join("\n"),
    parting,
  );
  const rows = records.filter(({ cells }) => cells.some((each) => each.trim() !== ""));
  const header = options.get("header") === undefined ? rows.shift()?.cells : recordsIn(options.get("header") ?? "", parting)[0]?.cells;
  if (header === undefined) return at - 1;
  for (let index = from; index < at; index += 1) lines[index] = nothing;
  for (const { at: index, cells } of rows) lines[body + index - 1] = asRow(cells.map((each) => each.replaceAll("\n", " ")));
  [lines[from], lines[from + 1]] = [asRow(header), asRow(header.map(() => "---"))];
  return at - 1;
}

function listFrom(lines: string[], from: number): number {
  let at = from + 1;
  const rows: { at: number; cells: string[] }[] = [];
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() !== "" && !/^\s/.test(line)) break;
    const [, star, text = ""] = /^\s+(\* )?- ?(.*)$/.exec(line) ?? [];
    if (star !== undefined) rows.push({ at, cells: [text] });
    else if (/^\s+- ?/.test(line)) rows.at(-1)?.cells.push(text);
    else if (rows.length > 0 && line.trim() !== "") {
      const cells = rows.at(-1)?.cells ?? [];
      cells.push(`${cells.pop() ?? ""} ${line.trim()}`);
    }
    lines[at] = nothing;
  }
  rows.forEach((row, index) => {
    lines[row.at] = asRow(row.cells);
    if (index === 0 && rows[1] !== undefined) lines[row.at + 1] = asRow(row.cells.map(() => "---"));
  });
  return at - 1;
}

function asRow(cells: readonly string[]): string {
  return `| ${cells.map((each) => each.trim().replaceAll("|", "\\|")).join(" | ")} |`;
}
