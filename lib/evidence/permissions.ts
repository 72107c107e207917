import { type Actor, hasCommitteeRole } from "@/lib/kernel/actor";
import { type MemberSubject, mayAnswerForMember, mayReadMember, mayReviewMember } from "@/lib/organization/permissions";

/** May read results of automatic checks about a member: its own people, and the committee without a conflict of interest (row 31). */
export function mayReadEvidence(actor: Actor, subject: Omit<MemberSubject, "withoutChair">): boolean {
  return mayAnswerForMember(actor, subject) || mayReadMember(actor, subject);
}

/** Has a check run again: who reviews. The worker's time is the committee's to spend. */
export function mayAskEvidence(actor: Actor, subject: Omit<MemberSubject, "withoutChair">): boolean {
  return mayReviewMember(actor, subject);
}

/** May see the page of alerts: administrators only alerts about no member, others also those about members without a conflict of interest. */
export function maySeeAlerts(actor: Actor, list: string): boolean {
  return hasCommitteeRole(actor, list, "reviewer", "chair", "administrator", "auditor");
}

/** Closes an alert with a reason. */
export function mayCloseAlert(actor: Actor, subject: Pick<MemberSubject, "list" | "recused">): boolean {
  return mayReviewMember(actor, subject);
}
