import { Entry } from "@/components/ui/entry";
import { EvidenceLink } from "@/components/ui/evidence-link";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon, type StatusIconShape } from "@/components/ui/status-icon";
import { SummaryList } from "@/components/ui/summary-list";
import type { AnswerRow } from "@/lib/list/kind";

type AnswerCardProps = {
  id?: string;
  number: number;
  title: string;
  icon: StatusIconShape;
  word: string;
  rows: readonly AnswerRow[];
  /** Where the criterion is answered. Without it nothing can be changed. */
  change?: string;
  /** What is missing; each becomes a link to `change`. */
  open?: readonly string[];
};

/** One criterion of the check page: its icon, the answer, what is missing, and a link to it. */
export function AnswerCard({ id, number, title, icon, word, rows, change, open = [] }: AnswerCardProps) {
  return (
    <Entry id={id} margin={<StatusIcon shape={icon} word={word} />} title={`${number}. ${title}`}>
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

/** What was answered in one row: the text as it was written, and each of its links, by where it leads, in the line that gives it. */
export function AnswerValue({ row: { text, links = [] } }: { row: AnswerRow }) {
  if (text === "" && links.length === 0) return <span className="quiet">Not provided</span>;
  const parts = partsOf(text, links);
  const linkUrls = parts.flatMap((part) => ("url" in part ? [part.url] : []));
  return (
    <>
      {parts.map((part) =>
        "url" in part ? (
          <div key={part.url}>
            <EvidenceLink {...part} />
          </div>
        ) : (
          <QuotedText key={part.text} text={part.text} />
        ),
      )}
      {links
        .filter((url) => !linkUrls.includes(url))
        .map((url) => (
          <div key={url}>
            <EvidenceLink url={url} />
          </div>
        ))}
    </>
  );
}

type Part = { readonly url: string; readonly shows: string } | { readonly text: string };

/** The lines that are a link, alone or with what it shows ("https://… : our customers"), apart from the text between them. */
function partsOf(text: string, links: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  const between: string[] = [];
  const close = () => {
    const words = between.splice(0).join("\n");
    if (words !== "") parts.push({ text: words });
  };
  for (const line of text.split("\n")) {
    const url = links.find((each) => line === each || line.startsWith(`${each}: `));
    if (url === undefined || parts.some((part) => "url" in part && part.url === url)) between.push(line);
    else {
      close();
      parts.push({ url, shows: line.slice(url.length + 2) });
    }
  }
  close();
  return parts;
}
