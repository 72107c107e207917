/** The first cell of the row that "Add another" adds to a form, to begin typing there. */
export function newRow(rows: string, fields: Readonly<Record<string, string>>): string {
  const cells = Object.keys(fields).flatMap((name) => {
    const [group, row, column] = name.split(".");
    return group === rows && row !== undefined && column !== undefined ? [{ row: Number(row), column }] : [];
  });
  return `${rows}.${Math.max(-1, ...cells.map(({ row }) => row)) + 1}.${cells[0]?.column ?? ""}`;
}
