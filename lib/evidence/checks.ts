/** Everything that a machine can find out. */
export const checkNames = ["mail-domain", "domain-ownership", "security-txt", "sister-list", "delivery", "look-alike"] as const;
export type CheckName = (typeof checkNames)[number];

/** "cannot-tell" is a result of its own; it never counts against anybody. */
export const checkResults = ["yes", "no", "cannot-tell"] as const;
export type CheckResult = (typeof checkResults)[number];
