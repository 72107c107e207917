import { QuotedText } from "@/components/ui/quoted-text";

type Props = {
  parts: readonly { key: string; text: string; dismiss?: React.ReactNode }[];
  /** The page with everything, when `parts` is not complete. */
  rest?: string;
};

/** The parts of a pasted mail that fitted no criterion: shown, never dropped. `dismiss` is the form that puts one away. */
export function Unplaced({ parts, rest }: Props) {
  if (parts.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="unplaced">
      <h2 id="unplaced">From your email, not assigned yet</h2>
      <p>The portal could not tell which criterion these parts belong to. Copy what you need into the answers.</p>
      {parts.map(({ key, text, dismiss }) => (
        <div key={key} className="stack">
          <QuotedText panel text={text} />
          {dismiss}
        </div>
      ))}
      {rest === undefined ? null : <LeftOut href={rest} />}
    </section>
  );
}

/** Says that only the beginning is shown, and links to everything. */
export function LeftOut({ href }: { href: string }) {
  return (
    <p>
      Only the beginning is shown here. <a href={href}>See the rest of your email</a>
    </p>
  );
}
