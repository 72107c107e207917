import { type Cell, isPlaceholder } from "./cell";
import { line, type Remark } from "./found";

export type Row = { readonly at: number; readonly cells: readonly Cell[]; readonly odd: readonly string[] };

/** A table of a file, in any notation. */
export type Table = {
  readonly at: number;
  /** Its caption, later also the nearest heading above it; empty when there is none. */
  readonly heading: string;
  /** In a block of code: an example, unless the file has no other table. */
  readonly inCode: boolean;
  readonly header: readonly Cell[];
  readonly rows: readonly Row[];
  readonly remarks: readonly Remark[];
};

/** A row of such cells is no entry: it names nobody. */
export function saysNothing({ text, mailto }: Cell): boolean {
  return mailto.length === 0 && (text === "" || isPlaceholder(text));
}

export function emptyRow(at: number): Remark {
  return { ...line(at), says: "The row is empty and was left out." };
}
