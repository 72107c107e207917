import { type Cell, cell } from "./cell";
import { assessTable, type Columns } from "./columns";
import { type Found, line, quoted, type Reading, type Remark } from "./found";
import { readRow } from "./row";
import { emptyRow, saysNothing } from "./table";

type Record = { readonly at: number; readonly cells: readonly string[] };

/** There may be a title or a comment above the header. */
const mostAbove = 10;
/** A line of more values than any table of members has is text that is full of the sign that parts them. */
const mostColumns = 200;

/**
 * A file of values with commas, semicolons or tabs between them (RFC 4180), as mailing list services export their members. The header is the
 * first of the first records that heads a list of members, also behind a "#". People who only run the list are left out and named in a note.
 * Null when no header is found; `withoutHeader` then takes the only column of addresses, and the last one that holds names.
 */
export function readCsv(text: string, { withoutHeader = false } = {}): Reading | null {
  for (const parting of [",", ";", "\t"] as const) {
    const above = recordsIn(text, parting, mostAbove);
    const headerAt = above.findIndex(({ cells }) => isHeader(cells));
    const header = above[headerAt];
    if (header !== undefined) return readBelow(recordsIn(text, parting).slice(headerAt + 1), header.cells.map(asCell));
  }
  return withoutHeader ? readBare(recordsIn(text, ",")) : null;
}

function isHeader(cells: readonly string[]): boolean {
  return (
    cells.length > 1 &&
    cells.length <= mostColumns &&
    !cells.some((each) => /[@:]/.test(each)) &&
    "columns" in assessTable(cells.map(asCell), "members")
  );
}

function asCell(text: string): Cell {
  return cell({ text: text.replace(/^\s*#+/, "") });
}

function readBelow(records: readonly Record[], header: readonly Cell[]): Reading {
  const assessment = assessTable(header, "members");
  if (!("columns" in assessment)) return { found: [], remarks: [] };
  const titles = header.map(({ text }) => text.toLowerCase());
  const name = titles.findIndex((title) => /^(?:nick ?name|display name|real name)$/.test(title));
  const columns = { ...assessment.columns, organization: assessment.columns.organization ?? (name === -1 ? null : name) };
  const found: Found[] = [];
  const remarks: Remark[] = [];
  for (const { at, cells } of records) {
    if (/^\s*#/.test(cells[0] ?? "")) continue;
    const read = cells.map((text) => cell({ text }));
    if (read.every(saysNothing)) {
      if (cells.length > 1) remarks.push(emptyRow(at));
      continue;
    }
    const role = read.find(({ text }, index) => /\b(?:status|role|type)\b/.test(titles[index] ?? "") && runsTheList.test(text));
    if (role !== undefined) {
      const who = columns.email === null ? null : read[columns.email]?.text;
      remarks.push({ ...line(at), says: `${quoted(who ?? "")} was left out: it runs the list (${role.text}).` });
      continue;
    }
    const trouble = read.filter(({ text }, index) => (titles[index] ?? "").includes("status") && inTrouble.test(text));
    const row = readRow(
      { at, cells: read, odd: trouble.map(({ text }) => `Its delivery status is ${quoted(text)}.`) },
      columns,
      header.length,
    );
    found.push(row);
  }
  return { found, remarks };
}

const runsTheList = /^(?:owner|manager|moderator|admin(?:istrator)?)s?$/i;
const inTrouble = /bounc|suspend|disabled|banned|pending|unconfirmed/i;

function readBare(records: readonly Record[]): Reading | null {
  const rows = records.filter(({ cells }) => cells.length > 1);
  const width = rows[0]?.cells.length ?? 0;
  if (rows.length === 0 || width > mostColumns || rows.some(({ cells }) => cells.length !== width)) return null;
  const indexes = Array.from({ length: width }, (_, index) => index);
  const all = (index: number, fits: (value: string) => boolean) => rows.every(({ cells }) => fits((cells[index] ?? "").trim()));
  const email = indexes.find((index) => all(index, (value) => /^<?[^\s@]+@[^\s@]+>?$/.test(value)));
  if (email === undefined) return null;
  const organization =
    indexes.findLast((index) => index !== email && all(index, (value) => /\p{L}/u.test(value) && !value.includes("@"))) ?? null;
  const columns: Columns = { organization, email };
  return {
    found: rows.map(({ at, cells }) => readRow({ at, cells: cells.map((text) => cell({ text })), odd: [] }, columns, width)),
    remarks: [],
  };
}

/** The first records of a text, which one sign parts, each with its first line. A quotation mark counts only where a value begins; two in a quoted value are one. */
export function recordsIn(text: string, parting: string, most = Number.POSITIVE_INFINITY): readonly Record[] {
  const records: Record[] = [];
  let cells: string[] = [];
  let value = "";
  let from: number | null = null; // where the signs begin that are not in the value yet: taking each by itself costs much memory
  let blank = true; // counted along: trimming the value at each quotation mark would take the square of its length
  let quotedValue = false;
  let [lineNumber, begun] = [1, 1];
  const add = (at: number) => {
    from ??= at;
    blank &&= text.charAt(at).trim() === "";
  };
  const take = (until: number) => {
    if (from !== null) value += text.slice(from, until);
    from = null;
  };
  const endValue = (at: number) => {
    take(at);
    cells.push(value);
    [value, blank] = ["", true];
  };
  const endRecord = (at: number) => {
    if (cells.length > 0 || !blank) {
      endValue(at);
      records.push({ at: begun, cells });
    }
    [cells, value, from, blank, begun] = [[], "", null, true, lineNumber];
  };
  for (let at = 0; at < text.length && records.length < most; at += 1) {
    const sign = text.charAt(at);
    if (sign === "\n") lineNumber += 1;
    if (quotedValue) {
      if (sign !== '"') add(at);
      else if (text[at + 1] === '"') {
        add(at);
        at += 1;
        take(at);
      } else {
        take(at);
        quotedValue = false;
      }
    } else if (sign === '"' && blank) [quotedValue, value, from] = [true, "", null];
    else if (sign === parting) endValue(at);
    else if (sign === "\n") endRecord(at);
    else add(at);
  }
  if (records.length < most) endRecord(text.length);
  return records;
}
