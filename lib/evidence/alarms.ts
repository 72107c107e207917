/** What the committee is told of, to look at. None of them changes anybody's standing. */
export const alarmKinds = [
  "domain-gone",
  "mail-gone",
  "name-servers-changed",
  "letters-bounce",
  "letters-suppressed",
  "reader-complained",
  "alias-disowned",
  "clock-stopped",
  "checks-failing",
  "provider-unknown",
  "removals-held",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];
