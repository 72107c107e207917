/** What members' open tasks can wait for in the committee: somebody's word, mostly that of a second person, or to be read. */
export const waitingKinds = [
  "removal",
  "appeal",
  "evidence",
  "answer",
  "recheck",
  "pause",
  "alias-change",
  "join-request",
  "access-recovery",
  "member-change",
  "reinstatement",
] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** How many open tasks of one kind wait for somebody. */
export type Waiting = { readonly kind: WaitingKind; readonly count: number };
