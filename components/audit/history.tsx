import { MarginDate } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";

export type HistoryEvent = {
  key: string;
  at: Date;
  /** The whole sentence, with who did it in it. */
  sentence: string;
  /** What it happened to, when the page shows more than one thing. */
  subject?: { words: string; href?: string };
};

/** What happened, in sentences, in the order given; nothing here can be edited. */
export function History({ events, label = "What happened" }: { events: readonly HistoryEvent[]; label?: string }) {
  if (events.length === 0) return <Empty>Nothing has happened yet. Each event appears here with its time and who caused it.</Empty>;
  return (
    <ol className="max-w-none" aria-label={label}>
      {events.map(({ key, at, sentence, subject }) => (
        <li key={key} className="entry entry-tight">
          <div className="margin">
            <MarginDate at={at} />
          </div>
          <div>
            <p>{sentence}</p>
            {subject === undefined ? null : (
              <p className="quiet">{subject.href === undefined ? subject.words : <a href={subject.href}>{subject.words}</a>}</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
