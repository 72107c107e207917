/** A number stays a number for the spreadsheet; text is never run by it. */
type Cell = string | number | null;

/** First signs by which spreadsheets know a formula, in their wide forms too; space and quotes before them do not help. */
const formula = /^[\s"'\u00a0\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * One cell by RFC 4180, always quoted if it is text. A text that a spreadsheet would run gets an apostrophe in front, and so do
 * tab and carriage return; everything else is written as it is.
 */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = formula.test(value) || /^[\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * A table by RFC 4180, lines ended by CRLF, first the header. It starts with a byte order mark, without which the most used
 * spreadsheet reads "Müller" as "MÃ¼ller"; serve it as text/csv; charset=utf-8.
 */
export function csvTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[header, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")}`;
}
