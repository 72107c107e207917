import { mostCells } from "./split-row";

/** Rulers of a grid table ("+---+===+") and of a simple table ("====  ===="). */
const gridRuler = /^\s*\+(?:[-=]+\+)+\s*$/;
/** Every line of a simple table has as many cells as its ruler. No table of members is wider. */
const mostColumns = 20;
const simpleRuler = /^\s*={2,}(?:\s+={2,})+\s*$/;

/**
 * A text of reStructuredText with its tables as the Markdown reader knows them, each line in its place: grid tables, simple tables, and the
 * list-table and csv-table directives' rows as lines. Other lines stay as they are.
 */
export function withPlainTables(text: string): string {
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (gridRuler.test(line)) at = gridFrom(lines, at);
    else if (simpleRuler.test(line)) at = simpleFrom(lines, at);
    else if (/^\s*\.\. list-table::/.test(line)) at = listFrom(lines, at);
  }
  return lines.join("\n");
}

/** Says nothing and is no blank line, so that the rows around it stay together. */
const nothing = "<!-- -->";

function gridFrom(lines: string[], from: number): number {
  let at = from;
  let row: { at: number; cells: string[][] } | null = null; // what each line says in each cell
  let headed = false;
  const end = () => {
    if (row !== null) lines[row.at] = asRow(row.cells.map((said) => said.join(" ")));
    row = null;
  };
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (gridRuler.test(line)) {
      end();
      const isHead: boolean =
        !headed && at > from && (line.includes("=") || !lines.slice(at, at + 200).some((each) => /^\s*\+=+/.test(each)));
      lines[at] = isHead ? line.replace(/[=-]+/g, "---").replaceAll("+", "|") : nothing;
      headed ||= isHead;
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      if (row === null) row = { at, cells: [] };
      else lines[at] = nothing;
      for (const [place, said] of line.trim().slice(1, -1).split("|").entries()) {
        const cell = row.cells[Math.min(place, mostCells)];
        if (cell === undefined) row.cells.push([said.trim()]);
        else if (said.trim() !== "") cell.push(said.trim());
      }
    } else break;
  }
  end();
  return at - 1;
}

function simpleFrom(lines: string[], from: number): number {
  const starts = [...(lines[from] ?? "").matchAll(/=+/g)].map(({ index }) => index);
  if (starts.length > mostColumns) return from;
  const cellsOf = (line: string) => starts.map((start, place) => line.slice(start, starts[place + 1]).trim());
  let rulers = 1;
  let at = from + 1;
  lines[from] = nothing;
  for (; at < lines.length && rulers < 3; at += 1) {
    const line = lines[at] ?? "";
    if (simpleRuler.test(line)) {
      rulers += 1;
      const last = !lines.slice(at + 1, at + 2).some((each) => each.trim() !== "");
      lines[at] = rulers === 2 && !last ? asRow(starts.map(() => "---")) : nothing;
      if (last) break;
    } else if (line.trim() === "") lines[at] = nothing;
    else lines[at] = asRow(cellsOf(line));
  }
  return at;
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
  rows.forEach((row, place) => {
    lines[row.at] = asRow(row.cells);
    if (place === 0 && rows[1] !== undefined) lines[row.at + 1] = asRow(row.cells.map(() => "---"));
  });
  return at - 1;
}

function asRow(cells: readonly string[]): string {
  return `| ${cells.map((each) => each.trim()).join(" | ")} |`;
}
