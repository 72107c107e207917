export type SummaryRow = {
  label: string;
  value: React.ReactNode;
  /** Where it can be changed; the label is read out after "Change". */
  change?: { href: string; words?: string };
};

/** What was asked and what was answered, row by row, each with its way to change it. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary">
      {rows.map(({ label, value, change }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {change === undefined ? null : (
            <dd className="change">
              <a href={change.href}>
                {change.words ?? "Change"}
                <span className="sr-only"> {label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
