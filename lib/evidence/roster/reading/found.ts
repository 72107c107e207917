/** The types shared by the readers of a file. Pure. */

/** One row of a file, as read. `odd` has a sentence for each thing that a person should review; empty for an ordinary row. */
export type Found = {
  /** Status, for people: "Line 12". */
  readonly location: string;
  /** The same for putting things in order. */
  readonly at: number;
  readonly organization: string | null;
  readonly email: string | null;
  readonly odd: readonly string[];
};

/** Something that is no member but that a person should know: a row or a table that was left out. */
export type Remark = { readonly location: string; readonly at: number; readonly says: string };

export type Reading = { readonly found: readonly Found[]; readonly remarks: readonly Remark[] };

/** A place in a file that has lines. */
export function line(at: number): { readonly location: string; readonly at: number } {
  return { location: `Line ${at}`, at };
}

/** A text as it is named in a note. */
export function quoted(text: string): string {
  return `“${text}”`;
}

/** Any value of a data file as it is named in a note: its beginning, at most 200 characters. */
export function quotedValue(value: unknown): string {
  try {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
    return quoted(text.length > 200 ? `${text.slice(0, 200)}…` : text);
  } catch {
    return "a deeply nested value"; // JSON.stringify runs out of stack where JSON.parse did not
  }
}
