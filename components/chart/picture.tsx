/**
 * A picture with its finding as caption, read out by a label that names the table, and the same numbers as a table under it. Wider
 * than a phone, it scrolls in a region of its own that the keyboard reaches.
 */
export function Picture({
  finding,
  label,
  table,
  legend,
  opensAt = "start",
  children,
}: {
  /** What the picture shows, as a sentence. */
  finding: React.ReactNode;
  /** "Re-check health by member and quarter; the table below holds the same." */
  label: string;
  table: React.ReactNode;
  legend?: React.ReactNode;
  /** The end that is seen first where the picture is wider than the page. */
  opensAt?: "start" | "end";
  /** The svg, without role. */
  children: React.ReactNode;
}) {
  return (
    <figure className="stack">
      <figcaption>
        <strong>{finding}</strong>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
      <section className={opensAt === "end" ? "picture picture-end" : "picture"} tabIndex={0} aria-label={label}>
        <div role="img" aria-label={label}>
          {children}
        </div>
      </section>
      {legend}
      <details>
        <summary>Show as a table</summary>
        <div className="inside stack">{table}</div>
      </details>
    </figure>
  );
}
