import type { Day } from "@/lib/kernel/calendar";
import { MarginDate } from "./day";

export type TimelineEntry = {
  /** A day, or an instant if the time matters; null if the date depends on something that has not happened. */
  at: Day | Date | null;
  title: React.ReactNode;
  sentence?: React.ReactNode;
  /** A role or a name, as far as the reader may know it. */
  actor?: string;
  /** Not yet: shown above what has happened, with a dashed line. */
  expected?: boolean;
};

/** A log, in the given order. Dates are in the margin. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol className="max-w-none" aria-label={label}>
      {entries.map(({ at, title, sentence, actor, expected }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a log is rendered once, and two entries may share date and title
        <li key={index} className={expected ? "entry entry-tight expected" : "entry entry-tight"}>
          <div className="margin">{at === null ? <span className="quiet">No date yet</span> : <MarginDate at={at} />}</div>
          <div>
            <p>
              <strong>{title}</strong>
              {expected ? <span className="quiet"> (expected)</span> : null}
            </p>
            {sentence === undefined ? null : <p>{sentence}</p>}
            {actor === undefined ? null : <p className="quiet">{actor}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
