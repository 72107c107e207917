import type { Draft, Field } from "@/lib/list/kind";

export type RowsField = Extract<Field, { type: "rows" }>;

/** How many rows the page shows: those shown to begin with, or more when the draft holds more, never more than are taken. */
export function rowCount(field: RowsField, draft: Draft): number {
  const numbers = Object.keys(draft).flatMap((name) => {
    const found = name.startsWith(`${field.name}.`) ? /^\d{1,4}(?=\.)/.exec(name.slice(field.name.length + 1)) : null;
    return found === null ? [] : [Number(found[0]) + 1];
  });
  return Math.min(field.most, Math.max(field.initialRows, ...numbers));
}

/** The draft with one more empty row, for the button "Add another"; unchanged when no more rows are taken. */
export function withAnotherRow(field: RowsField, draft: Draft): Draft {
  const row = rowCount(field, draft);
  if (row >= field.most) return draft;
  return { ...draft, ...Object.fromEntries(field.columns.map((column) => [`${field.name}.${row}.${column.name}`, ""])) };
}
