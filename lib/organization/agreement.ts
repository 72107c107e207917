/** What needs two people on the committee to agree. Removals keep their two people in their own row. */
export const agreementSubjects = ["alias-change", "access-recovery", "member-change", "join-request", "reinstatement", "appeal"] as const;
export type AgreementSubject = (typeof agreementSubjects)[number];

/** People of the committee who have to agree. */
export const agreementsNeeded = 2;
