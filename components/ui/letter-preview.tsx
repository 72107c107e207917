import { Details } from "./details";

/**
 * A letter exactly as it is sent: the plain text, which counts, and the HTML beside it in a frame that may run nothing,
 * open nothing and knows no origin.
 */
export function LetterPreview({
  subject,
  from,
  to,
  text,
  html,
}: {
  subject: string;
  from?: string;
  to: readonly string[];
  text: string;
  html?: string;
}) {
  return (
    <div className="stack">
      <dl className="summary">
        {from === undefined ? null : (
          <div>
            <dt>From</dt>
            <dd className="exact">{from}</dd>
          </div>
        )}
        <div>
          <dt>To</dt>
          <dd className="exact">{to.join(", ")}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>{subject}</dd>
        </div>
      </dl>
      <pre className="letter">{text}</pre>
      {html === undefined ? null : (
        <Details summary="Show the letter as HTML">
          <iframe className="letter-frame" title="The letter as HTML" sandbox="" srcDoc={html} loading="lazy" />
        </Details>
      )}
    </div>
  );
}
