/** Why an email was not accepted by the provider, as a closed list; the provider's own texts may repeat addresses. */
export const emailTroubles = [
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
  "takes-no-mail",
] as const;
export type EmailTrouble = (typeof emailTroubles)[number];

export const troubleWords: Readonly<Record<EmailTrouble, string>> = {
  "rate-limited": "The mail provider asks us to wait.",
  "quota-used-up": "The mail provider's quota is used up.",
  "key-refused": "The mail provider rejects our key.",
  "provider-down": "The mail provider has a problem.",
  "no-answer": "The mail provider did not answer.",
  "in-flight": "The mail provider is still busy with it.",
  refused: "The mail provider rejects this email.",
  "changed-after-sending": "The mail provider has another email under the same key.",
  "not-confirmed": "The mail provider did not confirm it for 20 hours.",
  expired: "Its content has expired.",
  "takes-no-mail": "The domain of the address does not accept email.",
};

export function isTrouble(word: string | null): word is EmailTrouble {
  return emailTroubles.some((trouble) => trouble === word);
}
