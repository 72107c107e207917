/** What follows in a longer row is one last cell: no table of members is that wide. */
export const mostCells = 200;

/**
 * The cells of one line, as written between its pipes (or tabs). A pipe after a backslash parts nothing and loses its backslash, also
 * inside code: GFM section 4.10. Pipes at the two ends are optional.
 */
export function splitRow(text: string, parting: "|" | "\t"): string[] {
  if (parting === "\t") {
    const all = text.split("\t");
    return all.length <= mostCells ? all : [...all.slice(0, mostCells), all.slice(mostCells).join("\t")];
  }
  const cells: string[] = [];
  let open = "";
  const row = text.trim();
  for (let at = 0; at < row.length; at += 1) {
    const sign = row[at] ?? "";
    if (sign === "\\" && at + 1 < row.length) {
      const next = row[at + 1] ?? "";
      open += next === "|" ? "|" : sign + next;
      at += 1;
    } else if (sign === "|" && cells.length < mostCells) {
      cells.push(open);
      open = "";
    } else open += sign;
  }
  cells.push(open);
  if (row.startsWith("|")) cells.shift();
  if (cells.length > 0 && cells.at(-1)?.trim() === "" && row.endsWith("|")) cells.pop();
  return cells;
}
