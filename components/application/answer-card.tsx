import { Entry } from "@/components/ui/entry";
import { EvidenceLink } from "@/components/ui/evidence-link";
import { Flag, type FlagShape } from "@/components/ui/flag";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import type { AnswerRow } from "@/lib/list/kind";

type AnswerCardProps = {
  id?: string;
  number: number;
  title: string;
  flag: FlagShape;
  word: string;
  rows: readonly AnswerRow[];
  /** Where the criterion is answered. Without it nothing can be changed. */
  change?: string;
  /** What is missing; each becomes a link to `change`. */
  open?: readonly string[];
};

/** One criterion of the check page: its flag, what was answered, what is missing, and the way back to each. */
export function AnswerCard({ id, number, title, flag, word, rows, change, open = [] }: AnswerCardProps) {
  return (
    <Entry id={id} margin={<Flag shape={flag} word={word} />} title={`${number}. ${title}`}>
      <AnswerRows rows={rows} change={change} />
      {open.map((words) => (
        <p key={words}>{change === undefined ? words : <a href={change}>{words}</a>}</p>
      ))}
    </Entry>
  );
}

/** Question and answer, row by row. An optional answer that was left out says so. */
export function AnswerRows({ rows, change }: { rows: readonly AnswerRow[]; change?: string }) {
  if (rows.length === 0) return null;
  return (
    <SummaryList
      rows={rows.map((row) => ({
        label: row.label,
        value: <AnswerValue row={row} />,
        change: change === undefined ? undefined : { href: change },
      }))}
    />
  );
}

/** What was answered in one row: the text as it was written and its links by where they lead. */
export function AnswerValue({ row: { text, links = [] } }: { row: AnswerRow }) {
  // A line that is nothing but a link is not said twice.
  const words =
    links.length === 0
      ? text
      : text
          .split("\n")
          .filter((line) => !links.includes(line))
          .join("\n");
  return (
    <>
      {words === "" && links.length === 0 ? <span className="quiet">Not provided</span> : words === "" ? null : <QuotedText text={words} />}
      {links.map((url) => (
        <div key={url}>
          <EvidenceLink url={url} />
        </div>
      ))}
    </>
  );
}
