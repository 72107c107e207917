import { type AgreementSubject, approvalActions } from "@/lib/approval/actions";
import { peopleWhoGave, recordVerdict } from "@/lib/approval/commands/record-verdict";
import type { Person } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import { eligibleApprovers } from "../queries/approvers";
import type { LockedMember } from "./load-member";

type Approval = {
  /** The id of what is approved. */
  readonly id: string;
  readonly member: Pick<LockedMember, "id" | "list">;
  readonly actor: Person;
  readonly verdict?: "agree" | "object";
  readonly reason?: string;
  /** What a person gave before then is replaced: it was about an earlier end of the membership. */
  readonly since?: Date;
};

/**
 * Records that a committee member approves an action or objects, and returns whether enough different people gave that verdict now. A
 * person counts once, however often they approve, and only while they may review the member. What is approved must be locked, so that
 * counts do not overlap.
 */
export async function recordApproval(
  work: Work,
  action: AgreementSubject,
  { id, member, actor, verdict = "agree", reason = "", since = new Date(0) }: Approval,
): Promise<{ readonly isNew: boolean; readonly isApproved: boolean }> {
  const isNew = await recordVerdict(work, action, { id, list: member.list, personId: actor.personId, verdict, reason, since });
  return { isNew, isApproved: await isApproved(work, action, { id, member, verdict }) };
}

/** Whether enough different people approved, or gave `verdict`, counting only those who may review the member now. */
export async function isApproved(
  work: Work,
  action: AgreementSubject,
  { id, member, verdict = "agree" }: Pick<Approval, "id" | "member" | "verdict">,
): Promise<boolean> {
  const people = await peopleWhoGave(work, action, { id, verdict });
  return (await eligibleApprovers(work.tx, member, people)).size >= approvalActions[action].length;
}
