export type Column = {
  head: string;
  /** Right-aligned. */
  figure?: boolean;
  /** The cell that names the row; its column should be the first. */
  names?: boolean;
};

export type TableRow = { key: string; cells: readonly React.ReactNode[] };

/**
 * A table with hairlines that becomes a list of cards under 48rem. CSS display removes table roles, so every role is set explicitly.
 * A column without anything in it, as for a reader who may not see it, is left out. `caption` names the table; screen readers always read it, and it is visible with `showCaption`.
 */
export function DataTable({
  caption,
  showCaption = false,
  columns,
  rows,
}: {
  caption: string;
  showCaption?: boolean;
  columns: readonly Column[];
  rows: readonly TableRow[];
}) {
  const visibleColumns = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ names, index }) => names || rows.some(({ cells }) => isFilled(cells[index])));
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the cards of narrow screens lose the native roles
    <table className="table" role="table">
      <caption className={showCaption ? undefined : "sr-only"}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {visibleColumns.map(({ head, figure }) => (
            <th key={head} scope="col" role="columnheader" className={figure ? "figure" : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells }) => (
          <tr key={key} role="row">
            {visibleColumns.map(({ head, figure, names, index }) =>
              names ? (
                <th key={head} scope="row" role="rowheader">
                  {cells[index]}
                </th>
              ) : (
                <td key={head} role="cell" data-head={head} className={figure ? "cell figure" : "cell"}>
                  <div>{cells[index]}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

function isFilled(cell: React.ReactNode): boolean {
  return cell !== undefined && cell !== null && cell !== false && cell !== "";
}
