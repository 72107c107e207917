import { Fragment } from "react";
import { Details } from "./details";
import { Address } from "./exact";

/**
 * An email exactly as it is sent: the plain text, which is the master, and the HTML next to it in a frame that may run nothing,
 * open nothing and knows no origin. The frame takes over the policy of its page, so `proxy.ts` allows style attributes on pages with this component.
 */
export function EmailPreview({
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
            <dd>
              <Address address={from} />
            </dd>
          </div>
        )}
        <div>
          <dt>To</dt>
          <dd>
            <Address address={to.join(", ")} />
          </dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>{subject}</dd>
        </div>
      </dl>
      <EmailBody text={text} />
      {html === undefined ? null : (
        <Details summary="Show the email as HTML">
          <iframe className="email-frame" title="The email as HTML" sandbox="" srcDoc={html} loading="lazy" />
        </Details>
      )}
    </div>
  );
}

/** The plain text of an email, as it is sent. */
export function EmailBody({ text }: { text: string }) {
  return (
    <pre className="email-text">
      <Breakable text={text} />
    </pre>
  );
}

/**
 * Text with addresses or links in it, which may wrap after "@", "/" and what else divides them, and nowhere inside a word. Copied,
 * it is the same text.
 */
function Breakable({ text }: { text: string }) {
  const parts = text.split(/(\s+)/).flatMap((word) => {
    const pieces = /@|:\/\//.test(word) ? word.split(/(?<=[@/.?&=_-])/) : [word];
    return pieces.map((piece, index) => ({ piece, inside: index > 0 }));
  });
  return parts.map(({ piece, inside }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
    <Fragment key={index}>
      {inside ? <wbr /> : null}
      {piece}
    </Fragment>
  ));
}
