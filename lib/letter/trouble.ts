/** Why a letter is not with the provider, in words of a closed list; the provider's own texts may repeat addresses. */
export const letterTroubles = [
  "rate-limited",
  "quota-used-up",
  "key-refused",
  "provider-down",
  "no-answer",
  "in-flight",
  "refused",
  "changed-after-sending",
  "not-confirmed",
  "expired",
] as const;
export type LetterTrouble = (typeof letterTroubles)[number];

const troubleWords: Readonly<Record<LetterTrouble, string>> = {
  "rate-limited": "The mail provider asks us to wait.",
  "quota-used-up": "The mail provider's quota is used up.",
  "key-refused": "The mail provider refuses our key.",
  "provider-down": "The mail provider has a fault.",
  "no-answer": "The mail provider did not answer.",
  "in-flight": "The mail provider is still busy with it.",
  refused: "The mail provider does not take this letter.",
  "changed-after-sending": "The mail provider has another letter under the same key.",
  "not-confirmed": "The mail provider did not confirm it for 20 hours.",
  expired: "What it says has expired.",
};

type Delivery = { readonly status: string; readonly attempts: number; readonly trouble: string | null; readonly providerId: string | null };

/** How a letter stands, as people read it. Being with the provider is never called delivered or read. */
export function deliveryWords({ status, attempts, trouble, providerId }: Delivery): string {
  const why = isTrouble(trouble) ? ` ${troubleWords[trouble]}` : "";
  switch (status) {
    case "accepted":
      return providerId?.startsWith("outbox:") ? "Kept in the local outbox." : "Handed to the mail provider. We cannot say if it was read.";
    case "failed":
      return `Not sent; it waits for a person.${why}`;
    default:
      return attempts === 0 ? `Waiting to be sent.${why}` : `Delivering.${why}`;
  }
}

function isTrouble(word: string | null): word is LetterTrouble {
  return letterTroubles.some((trouble) => trouble === word);
}
