/**
 * The embargo policy: numbered paragraphs, each with an address of its own (#paragraph-3), and a plain summary which says
 * that only the text is binding. `prefix` makes addresses unique when a page shows two versions.
 */
export function PolicyText({
  paragraphs,
  summary = [],
  prefix = "paragraph",
}: {
  paragraphs: readonly string[];
  summary?: readonly string[];
  prefix?: string;
}) {
  return (
    <div className="stack">
      {summary.length === 0 ? null : (
        <div className="panel stack">
          <p className="meta">This is a summary. The text below is binding.</p>
          <ul className="list">
            {summary.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {paragraphs.map((paragraph, index) => (
        <div key={paragraph} className="clause" id={`${prefix}-${index + 1}`}>
          <a className="number" href={`#${prefix}-${index + 1}`} aria-label={`Paragraph ${index + 1}`}>
            {index + 1}
          </a>
          <p>{paragraph}</p>
        </div>
      ))}
    </div>
  );
}
