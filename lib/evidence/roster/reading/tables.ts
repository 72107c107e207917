import { assessTable, type Columns, isExample } from "./columns";
import { type Found, line, type Reading, type Remark } from "./found";
import { htmlTables, type Span } from "./html";
import { markdownTables } from "./markdown";
import { readRow } from "./row";
import { withPlainTables } from "./rst";
import type { Table } from "./table";

type MembersTable = { readonly table: Table; readonly columns: Columns };

/**
 * The members that the tables of a text name, in the order of the text. Tables in blocks of code and under headings such as
 * "How to apply" show what a row looks like: they count only when the text has no other table of members.
 */
export function readTables(text: string): Reading {
  const drawn = htmlTables(text);
  const plain = withPlainTables(without(drawn.spans, text));
  const written = markdownTables(plain.text);
  const headings = [...drawn.headings, ...written.headings].sort((one, other) => one.at - other.at);
  const tables = [...drawn.tables, ...written.tables].sort((one, other) => one.at - other.at);

  const lists: MembersTable[] = [];
  const remarks: Remark[] = [...plain.remarks];
  let next = 0;
  for (const each of tables) {
    while ((headings[next]?.at ?? Number.POSITIVE_INFINITY) < each.at) next += 1;
    const above = headings[next - 1]?.text ?? "";
    const table = { ...each, heading: [above, each.heading].filter(Boolean).join(": ") };
    const assessment = assessTable(table.header, table.heading);
    if ("columns" in assessment) lists.push({ table, columns: assessment.columns });
    else if (assessment.against !== null) remarks.push({ ...line(table.at), says: `A table was left out: ${assessment.against}.` });
  }

  const shows = ({ table }: MembersTable) => table.inCode || isExample(table.heading);
  const examples = lists.every(shows) ? [] : lists.filter(shows);
  const read = (examples.length > 0 ? lists.filter((each) => !shows(each)) : lists).map(membersOf);
  const passedOver = examples.map(({ table }) => ({ ...line(table.at), says: "A table was left out: it is an example." }));
  return {
    found: read.flatMap(({ found }) => found),
    remarks: [...remarks, ...passedOver, ...read.flatMap((each) => each.remarks)],
  };
}

function membersOf({ table, columns }: MembersTable): Reading {
  const shifted = shiftedColumns(table, columns);
  const found = table.rows.map((row) =>
    shifted === null ? readRow(row, columns, table.header.length) : told(readRow(row, shifted, table.header.length)),
  );
  const empty = found.length === 0 ? [{ ...line(table.at), says: "The table of members has no rows." }] : [];
  return { found, remarks: [...table.remarks, ...empty] };
}

/**
 * The columns when a header lost a cell: its column of organizations holds only addresses, written or hidden, and the next one, which has
 * no title, the names. Null for every other table.
 */
function shiftedColumns({ header, rows }: Table, { organization, email }: Columns): Columns | null {
  if (organization === null || email !== null || header[organization + 1]?.text !== "") return null;
  const texts = rows.map(({ cells }) => cells[organization]?.text ?? "");
  const isAddress = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text) || /^\[e-?mail\b[^\]]*\]$/i.test(text);
  return texts.length > 0 && texts.every(isAddress) ? { organization: organization + 1, email: organization } : null;
}

function told(found: Found): Found {
  return { ...found, odd: ["The header is one column off.", ...found.odd] };
}

/** The text with nothing but its line breaks in those places, so that all lines keep their numbers. */
function without(spans: readonly Span[], text: string): string {
  let rest = "";
  let from = 0;
  for (const span of spans) {
    rest += text.slice(from, span.from) + text.slice(span.from, span.to).replace(/[^\n]+/g, "");
    from = span.to;
  }
  return rest + text.slice(from);
}
