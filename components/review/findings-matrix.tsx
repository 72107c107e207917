import { DataTable } from "@/components/ui/data-table";
import { StatusIcon, type StatusIconShape } from "@/components/ui/status-icon";
import type { FindingVerdict } from "@/lib/review/words";

export type MatrixCell = {
  /** Nothing yet, or not shown to the reader yet. */
  verdict?: FindingVerdict;
  hidden?: boolean;
  /** The answer was edited after this finding. */
  stale?: boolean;
};

/** The icon of a verdict, everywhere. */
export const verdictIcons: Readonly<Record<FindingVerdict, { shape: StatusIconShape; word: string }>> = {
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
          ...reviewers.map((reviewer, index) => <FindingIcon key={reviewer} {...cells[index]} />),
        ],
      }))}
    />
  );
}

/** One finding as an icon: its verdict, stale, not shown yet, or not there. */
export function FindingIcon({ verdict, hidden = false, stale = false }: MatrixCell) {
  if (hidden) return <span className="quiet">Not visible yet</span>;
  if (verdict === undefined) return <StatusIcon shape="not-yet" />;
  if (stale) return <StatusIcon shape="reading" word={`${verdictIcons[verdict].word}, answer changed`} />;
  return <StatusIcon {...verdictIcons[verdict]} />;
}
