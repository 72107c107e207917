import { type Actor, hasCommitteeRole } from "@/lib/kernel/actor";
import { type ApprovalAction, type ApprovalPart, approvalActions } from "./actions";

/** What an approval is about, for one actor: a member or an application, and whether the actor has a conflict of interest with it. */
export type ApprovalSubject = {
  readonly list: string;
  readonly recused: boolean;
  /** No eligible chair is left, and the list lets reviewers act as one. */
  readonly withoutChair: boolean;
};

/** Takes a part that is a chair's or anyone's on the committee, without a conflict of interest. */
export function mayTake(part: ApprovalPart, actor: Actor, { list, recused, withoutChair }: ApprovalSubject): boolean {
  const roles = part === "chair" && !withoutChair ? (["chair"] as const) : (["chair", "reviewer"] as const);
  return !recused && hasCommitteeRole(actor, list, ...roles);
}

/** Requests an action, or is the first to approve it. */
export function mayRequest(action: ApprovalAction, actor: Actor, subject: ApprovalSubject): boolean {
  return mayTake(approvalActions[action][0], actor, subject);
}

/** Approves an action as the second person. */
export function mayApprove(action: ApprovalAction, actor: Actor, subject: ApprovalSubject): boolean {
  return mayTake(approvalActions[action][1], actor, subject);
}
