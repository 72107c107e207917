import { type ApprovalSubject, mayTake } from "@/lib/approval/permissions";
import { type Actor, hasCommitteeRole } from "@/lib/kernel/actor";

/**
 * Who may do what with an application (rows 6 to 21 of the permission matrix). `recused` means that the actor currently has a conflict of
 * interest, declared, set or derived. It removes every right of a reviewer, chair
 * or auditor, for this application and everywhere it is shown.
 */
export type UnderReview = ApprovalSubject;

/** Sees that there are applications to the list: row 7, also for those who recused. */
export function maySeeQueue(actor: Actor, list: string): boolean {
  return hasCommitteeRole(actor, list, "reviewer", "chair", "administrator", "auditor");
}

/** Reads answers, findings and questions. */
export function mayReadAnswers(actor: Actor, { list, recused }: Pick<UnderReview, "list" | "recused">): boolean {
  return !recused && hasCommitteeRole(actor, list, "reviewer", "chair");
}

/** May read name, status and dates, which administrators and auditors see instead of the answers. */
export function mayReadSummary(actor: Actor, { list, recused }: Pick<UnderReview, "list" | "recused">): boolean {
  return hasCommitteeRole(actor, list, "administrator") || (!recused && hasCommitteeRole(actor, list, "reviewer", "chair", "auditor"));
}

export function mayReadDiscussion(actor: Actor, { list, recused }: Pick<UnderReview, "list" | "recused">): boolean {
  return !recused && hasCommitteeRole(actor, list, "reviewer", "chair", "auditor");
}

/** Records findings, writes notes, asks the applicant. */
export function mayReview(actor: Actor, { list, recused }: Pick<UnderReview, "list" | "recused">): boolean {
  return !recused && hasCommitteeRole(actor, list, "reviewer", "chair");
}

/** Administering the portal gives no vote. */
export function mayVote(actor: Actor, subject: Pick<UnderReview, "list" | "recused">): boolean {
  return mayReview(actor, subject);
}

export function maySeeClosedVotes(actor: Actor, subject: Pick<UnderReview, "list" | "recused">): boolean {
  return mayReadDiscussion(actor, subject);
}

/** May assign, decide, open and extend votes. */
export function mayChair(actor: Actor, subject: UnderReview): boolean {
  return mayTake("chair", actor, subject);
}

/** May declare a conflict of interest: also those who declared one before. */
export function mayRecuse(actor: Actor, list: string): boolean {
  return hasCommitteeRole(actor, list, "reviewer", "chair");
}

/** Reads the trail of an application. */
export function mayReadHistory(actor: Actor, subject: Pick<UnderReview, "list" | "recused">): boolean {
  return mayReadSummary(actor, subject);
}

/** The worker carries out what rules and people have settled. */
export function isWorker(actor: Actor): boolean {
  return actor.kind === "system" && actor.name === "worker";
}
