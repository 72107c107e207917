import { Fragment } from "react";

/**
 * Text with addresses or links in it, which may wrap after "@", "/" and what else divides them, and nowhere inside a word. Copied,
 * it is the same text.
 */
export function Breakable({ text }: { text: string }) {
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

/** A mail address, or several with commas between them, as they are, in letters that keep I l 1 apart; it wraps rather than running over. Never inside a sentence. */
export function Address({ address }: { address: string }) {
  return (
    <span className="exact" translate="no">
      <Breakable text={address} />
    </span>
  );
}

/** The reference of an application or a journey, such as 2026-042. */
export function Reference({ reference }: { reference: string }) {
  return (
    <span className="exact" translate="no">
      {reference}
    </span>
  );
}
