import { type ApprovalSubject, mayTake } from "@/lib/approval/permissions";
import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";
import type { ContactRole } from "@/lib/kernel/roles";

/**
 * Who may do what with a membership (rows 22 to 40 of the permission matrix). `recused` means that the actor currently has a conflict of
 * interest regarding the organization; it removes the rights of reviewer, chair and auditor.
 */
export type MemberSubject = ApprovalSubject & { readonly organizationId: string };

/** Acts for the organization in one of these roles; any of them when none is named. */
export function represents(actor: Actor, organizationId: string, ...roles: readonly ContactRole[]): boolean {
  return (
    isPerson(actor) &&
    actor.contacts.some((contact) => contact.organizationId === organizationId && (roles.length === 0 || roles.includes(contact.role)))
  );
}

/** Changes the membership itself: its alias, its people, its name, leaving (rows 24, 25, 29, 37). */
export function mayActForMember(actor: Actor, { organizationId }: Pick<MemberSubject, "organizationId">): boolean {
  return represents(actor, organizationId, "primary");
}

/** Answers the list's questions and stops changes (rows 27, 30, 31). */
export function mayAnswerForMember(actor: Actor, { organizationId }: Pick<MemberSubject, "organizationId">): boolean {
  return represents(actor, organizationId, "primary", "deputy");
}

/** Reads the whole record of a member as committee (rows 23, 31). */
export function mayReadMember(actor: Actor, { list, recused }: Pick<MemberSubject, "list" | "recused">): boolean {
  return !recused && hasCommitteeRole(actor, list, "reviewer", "chair", "auditor");
}

/** Reads name, standing and dates only: what administrators are given (row 23). */
export function mayReadMemberSummary(actor: Actor, subject: Pick<MemberSubject, "list" | "recused">): boolean {
  return hasCommitteeRole(actor, subject.list, "administrator") || mayReadMember(actor, subject);
}

/** Sees that the list has members, beyond what the public sees: also those who are recused from one of them. */
export function maySeeMembers(actor: Actor, list: string): boolean {
  return hasCommitteeRole(actor, list, "reviewer", "chair", "administrator", "auditor");
}

/** Reviews what a member asks for, stops an alias change, proposes a removal (rows 27, 33). */
export function mayReviewMember(actor: Actor, { list, recused }: Pick<MemberSubject, "list" | "recused">): boolean {
  return !recused && hasCommitteeRole(actor, list, "reviewer", "chair");
}

/** Decides: agrees to removals, pauses delivery, reinstates (rows 24, 25, 28, 32, 34 to 36, 39). */
export function mayChairMember(actor: Actor, subject: ApprovalSubject): boolean {
  return mayTake("chair", actor, subject);
}

/**
 * Asks to act for an organization that is a member: anybody signed in, as with an application (row 4). Who only administers a
 * list or reads its files does not.
 */
export function mayAskToJoin(actor: Actor): boolean {
  if (!isPerson(actor)) return false;
  return actor.roles.length === 0 || actor.roles.some(({ role }) => role === "reviewer" || role === "chair") || actor.contacts.length > 0;
}

/** The worker carries out what rules and people have settled. */
export function isWorker(actor: Actor): boolean {
  return actor.kind === "system" && actor.name === "worker";
}
