/** Who can take one part of an approval: a chair, or anyone on the committee, which is a reviewer or a chair. */
export type ApprovalPart = "chair" | "committee";

/**
 * Everything that needs two different people of the committee: the one who requests it or is the first to approve it, and the one who
 * approves it after them (rows 13 to 36 of the permission matrix). Where a list's fallback says so, anyone on the committee takes the part
 * of a chair while no chair is eligible; the number of people never falls.
 */
export const approvalActions = {
  removal: ["committee", "chair"],
  appeal: ["committee", "committee"],
  reinstatement: ["chair", "committee"],
  pause: ["chair", "committee"],
  "alias-change": ["committee", "committee"],
  "alias-release": ["chair", "committee"],
  "access-recovery": ["committee", "committee"],
  "member-change": ["committee", "committee"],
  "join-request": ["committee", "committee"],
  waiver: ["chair", "committee"],
  "vote-end": ["chair", "committee"],
  conflict: ["chair", "committee"],
  /** A reviewer who voted the same way, and the chair who decides. */
  decision: ["committee", "chair"],
} as const satisfies Readonly<Record<string, readonly ApprovalPart[]>>;
export type ApprovalAction = keyof typeof approvalActions;

/** Those of them whose approvals are rows of `agreement`; of the others, the row of what is approved names its two people. */
export const agreementSubjects = [
  "alias-change",
  "access-recovery",
  "member-change",
  "join-request",
  "reinstatement",
  "appeal",
] as const satisfies readonly ApprovalAction[];
export type AgreementSubject = (typeof agreementSubjects)[number];
