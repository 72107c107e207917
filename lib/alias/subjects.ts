/** What an alias check is asked for; the answer is carried on to it. */
export const aliasCheckSubjects = ["application", "alias-change", "recheck", "access-recovery", "reinstatement", "contact-alias"] as const;
export type AliasCheckSubject = (typeof aliasCheckSubjects)[number];
