import { type Actor, hasCommitteeRole, isRecentSignIn } from "@/lib/kernel/actor";

/** Reads the addresses of the delivery roster: chairs and auditors with a recent sign-in (row 38). */
export function mayReadAddresses(actor: Actor, list: string, now: Date): boolean {
  return hasCommitteeRole(actor, list, "chair", "auditor") && isRecentSignIn(actor, now);
}

/** May make a plan for the mailing list and mark it as applied: chairs and administrators, with a recent sign-in (row 40). */
export function mayApplyRoster(actor: Actor, list: string): boolean {
  return hasCommitteeRole(actor, list, "chair", "administrator");
}

/** The operator of the portal, on the command line. */
export function isOperator(actor: Actor): boolean {
  return actor.kind === "system" && actor.name === "operator";
}
