import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";

/** What the applicant's rights are asked about: who may write in the application. */
export type Held = { readonly contactIds: readonly string[] };

/**
 * Anybody who is signed in may start an application. Administrators and auditors of the list may not, unless they also review,
 * or act for an organization themselves.
 */
export function mayStart(actor: Actor, list: string): boolean {
  if (!isPerson(actor)) return false;
  return (
    !hasCommitteeRole(actor, list, "administrator", "auditor") ||
    hasCommitteeRole(actor, list, "reviewer", "chair") ||
    actor.contacts.length > 0
  );
}

/** Only its contacts write answers, in a draft or to a question. */
export function mayEdit(actor: Actor, application: Held): boolean {
  return isContact(actor, application);
}

export function maySubmit(actor: Actor, application: Held): boolean {
  return isContact(actor, application);
}

export function mayWithdraw(actor: Actor, application: Held): boolean {
  return isContact(actor, application);
}

export function mayInvite(actor: Actor, application: Held): boolean {
  return isContact(actor, application);
}

/** What falls due by itself, such as reminders and the end of a draft, is the worker's. */
export function mayTend(actor: Actor): boolean {
  return actor.kind === "system";
}

function isContact(actor: Actor, { contactIds }: Held): boolean {
  return isPerson(actor) && contactIds.includes(actor.personId);
}
