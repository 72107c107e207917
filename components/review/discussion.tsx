import { Panel } from "@/components/ui/banner";
import { MarginDate } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { QuotedText } from "@/components/ui/quoted-text";

/** The committee's notes on an application, oldest first, under a line that says who can read them. */
export function Discussion({
  notes,
  readers = "Only committee members without a conflict of interest can read this page.",
}: {
  notes: readonly { id: string; at: Date; author: string; text: string }[];
  readers?: string;
}) {
  return (
    <>
      <Panel>
        <p>{readers}</p>
      </Panel>
      {notes.length === 0 ? <Empty>No notes yet. Notes appear here.</Empty> : null}
      <ol className="max-w-none">
        {notes.map(({ id, at, author, text }) => (
          <li key={id} id={`note-${id}`} className="entry entry-tight">
            <div className="margin">
              <MarginDate at={at} />
            </div>
            <div>
              <p>
                <strong>{author}</strong>
              </p>
              <QuotedText text={text} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
