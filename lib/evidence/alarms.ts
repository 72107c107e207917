/** What the committee is told of, to look at. None of them changes anybody's standing. */
export const alarmKinds = [
  "domain-gone",
  "mail-gone",
  "name-servers-changed",
  "proof-lost",
  "letters-bounce",
  "letters-suppressed",
  "reader-complained",
  "alias-disowned",
  "clock-stopped",
  "not-heard",
  "checks-failing",
  "provider-unknown",
  "removals-held",
  "roster-behind",
  "access-refused",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** What each alarm is called, on its page and in the letter's subject. */
export const alarmTitles: Readonly<Record<AlarmKind, string>> = {
  "domain-gone": "The mail domain is gone",
  "mail-gone": "The mail domain takes no mail",
  "name-servers-changed": "The name servers changed",
  "proof-lost": "The proof of the domain is gone",
  "letters-bounce": "Letters to the contact alias come back",
  "letters-suppressed": "The mail provider holds letters back",
  "reader-complained": "A reader marked a letter as unwanted",
  "alias-disowned": "A reader says that the address is not theirs",
  "clock-stopped": "The clock of a re-check stands",
  "not-heard": "A member may not have heard of what is to come",
  "checks-failing": "Many checks fail at once",
  "provider-unknown": "The mail provider tells of things we do not know",
  "removals-held": "Removals are held back",
  "roster-behind": "The mailing list is behind",
  "access-refused": "Many requests were refused",
};
