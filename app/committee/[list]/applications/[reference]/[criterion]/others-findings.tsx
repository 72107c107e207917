import { FindingIcon } from "@/components/review/findings-matrix";
import { QuotedText } from "@/components/ui/quoted-text";
import type { FindingShown } from "@/lib/review/queries/criterion";

/** What the others found, or why it is not shown yet. */
export function OthersFindings({ others }: { others: readonly FindingShown[] | null }) {
  if (others === null)
    return <p className="meta">You will see other reviewers' findings once you have sent yours, so that each review is independent.</p>;
  if (others.length === 0) return null;
  return (
    <section className="stack">
      <h2>Other reviewers' findings</h2>
      <ul className="tasks">
        {others.map(({ name, verdict, reason, stale }) => (
          <li key={name} className="task">
            <div className="name">
              {name}
              {reason === "" ? null : <QuotedText text={reason} />}
            </div>
            <FindingIcon verdict={verdict} stale={stale} />
          </li>
        ))}
      </ul>
    </section>
  );
}
