import { AnswerRows } from "@/components/application/answer-card";
import { type Check, CheckList } from "@/components/evidence/check-list";
import { Moment } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { StatusIcon } from "@/components/ui/status-icon";
import type { AnswerRow } from "@/lib/list/kind";

/** What an applicant wrote on one criterion, results of automatic checks about it, and how it read before. */
export function AnswerPanel({
  rows,
  answeredAt,
  changedSinceFinding = false,
  checks = [],
  earlier = [],
}: {
  rows: readonly AnswerRow[];
  answeredAt?: Date;
  /** The answer was edited after the reader recorded a finding on it. */
  changedSinceFinding?: boolean;
  checks?: readonly Check[];
  /** Newest first. */
  earlier?: readonly { at: Date; rows: readonly AnswerRow[] }[];
}) {
  return (
    <div className="stack">
      <h2>The applicant's answer</h2>
      {changedSinceFinding ? (
        <p>
          <StatusIcon shape="reading" word="Changed since your finding" />
        </p>
      ) : null}
      {rows.length === 0 ? <p className="quiet">The applicant did not answer this.</p> : <AnswerRows rows={rows} />}
      {answeredAt === undefined ? null : (
        <p className="quiet">
          Saved on <Moment at={answeredAt} />
        </p>
      )}
      {checks.length === 0 ? null : (
        <>
          <h2>Checked automatically</h2>
          <CheckList checks={checks} />
        </>
      )}
      {earlier.map(({ at, rows: before }) => (
        <Details
          key={at.toISOString()}
          summary={
            <>
              Previous answer <Moment at={at} />
            </>
          }
        >
          <AnswerRows rows={before} />
        </Details>
      ))}
    </div>
  );
}
