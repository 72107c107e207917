/** Something that most readers do not need now; the browser opens and closes it. */
export function Details({ summary, children, open = false }: { summary: React.ReactNode; children: React.ReactNode; open?: boolean }) {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      <div className="inside stack">{children}</div>
    </details>
  );
}
