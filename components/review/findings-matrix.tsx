import { DataTable } from "@/components/ui/data-table";
import { Flag, type FlagShape } from "@/components/ui/flag";
import type { FindingVerdict } from "@/lib/review/words";

export type MatrixCell = {
  /** Nothing yet, or not shown to the reader yet. */
  verdict?: FindingVerdict;
  hidden?: boolean;
  /** The answer was edited after this finding. */
  stale?: boolean;
};

/** What a verdict looks like, everywhere. */
export const verdictFlags: Readonly<Record<FindingVerdict, { shape: FlagShape; word: string }>> = {
  met: { shape: "met", word: "Met" },
  "not-met": { shape: "not-met", word: "Not met" },
  "cannot-tell": { shape: "check", word: "Cannot tell" },
};

/** Criteria down, reviewers across. Findings that the reader may not see yet say so instead of being left out. */
export function FindingsMatrix({
  reviewers,
  criteria,
}: {
  reviewers: readonly string[];
  criteria: readonly { key: string; title: string; href?: string; cells: readonly MatrixCell[] }[];
}) {
  return (
    <DataTable
      caption="Findings of each reviewer on each criterion"
      columns={[{ head: "Criterion", names: true }, ...reviewers.map((head) => ({ head }))]}
      rows={criteria.map(({ key, title, href, cells }) => ({
        key,
        cells: [
          href === undefined ? (
            title
          ) : (
            <a key="title" href={href}>
              {title}
            </a>
          ),
          ...reviewers.map((reviewer, index) => <FindingFlag key={reviewer} {...cells[index]} />),
        ],
      }))}
    />
  );
}

/** One finding as a flag: its verdict, stale, not shown yet, or not there. */
export function FindingFlag({ verdict, hidden = false, stale = false }: MatrixCell) {
  if (hidden) return <span className="quiet">Not shown yet</span>;
  if (verdict === undefined) return <Flag shape="not-yet" />;
  if (stale) return <Flag shape="reading" word={`${verdictFlags[verdict].word}, answer changed`} />;
  return <Flag {...verdictFlags[verdict]} />;
}
