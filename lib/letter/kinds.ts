/** Every letter the portal writes, one word each; `components/letter/<kind>.tsx` holds its words. */
export const letterKinds = [
  "sign-in-code",
  "application-saved",
  "application-invitation",
  "application-draft-ending",
  "application-draft-ended",
  "application-received",
  "alias-check",
  "alias-opened",
  "alias-answered",
  "information-requested",
  "information-reminder",
  "information-provided",
  "application-withdrawn",
  "decision-accepted",
  "decision-declined",
  "welcome",
  "review-assigned",
  "review-unroutable",
  "review-digest",
  "information-overdue",
  "decision-overdue",
  "decision-delayed",
  "role-granted",
  "role-revoked",
] as const;

export type LetterKind = (typeof letterKinds)[number];
