/** The pages before and after this one. Without page numbers: pages are found by key, and nobody counts all rows. */
export function Pagination({ newer, older }: { newer?: string; older?: string }) {
  if (newer === undefined && older === undefined) return null;
  return (
    <nav className="pages" aria-label="Pagination">
      {newer === undefined ? null : (
        <a className="button-link" href={newer} rel="prev">
          Newer
        </a>
      )}
      {older === undefined ? null : (
        <a className="button-link" href={older} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}
