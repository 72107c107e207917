/** A mail address, or several with commas between them, as they are, in a typeface that tells I, l and 1 apart; it wraps rather than running over. Never inside a sentence. */
export function Address({ address }: { address: string }) {
  return (
    <span className="exact" translate="no">
      {address}
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
