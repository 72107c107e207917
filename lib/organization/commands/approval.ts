import { and, eq, sql } from "drizzle-orm";
import { agreement } from "@/db/schema";
import { hasCommitteeRole, type Person } from "@/lib/kernel/actor";
import type { Work } from "@/lib/kernel/command";
import type { AgreementSubject } from "../agreement";
import { eligibleApprovers } from "../queries/approvers";
import type { LockedMember } from "./load-member";

type Subject = { readonly kind: AgreementSubject; readonly id: string };

type Approval = {
  readonly subject: Subject;
  readonly member: Pick<LockedMember, "id" | "list">;
  readonly actor: Person;
  readonly verdict: "agree" | "object";
  readonly reason?: string;
};

/**
 * Records that a committee member approves or objects, and returns how many different people approve now. A person counts once, however
 * often they approve, and only while they may review the member. The subject must be locked, so that counts do not overlap.
 */
export async function recordApproval(
  work: Work,
  { subject, member, actor, verdict, reason = "" }: Approval,
): Promise<{ readonly isNew: boolean; readonly agreed: number }> {
  const row = { subjectKind: subject.kind, subjectId: subject.id, personId: actor.personId, verdict, reason, at: work.now };
  const approvals = await work.tx
    .insert(agreement)
    .values({ list: member.list, ...row })
    .onConflictDoUpdate({
      target: [agreement.subjectKind, agreement.subjectId, agreement.personId],
      set: { verdict, reason, at: work.now },
      setWhere: sql`${agreement.verdict} <> excluded.verdict`,
    })
    .returning({ id: agreement.id });
  return { isNew: approvals.length === 1, agreed: await agreedTo(work, { subject, member }) };
}

/** How many different people approved a subject, or gave `verdict`, counting only those who may review the member now. */
export async function agreedTo(
  work: Work,
  { subject, member, verdict = "agree" }: Pick<Approval, "subject" | "member"> & { verdict?: Approval["verdict"] },
): Promise<number> {
  const rows = await work.tx
    .select({ personId: agreement.personId })
    .from(agreement)
    .where(and(eq(agreement.subjectKind, subject.kind), eq(agreement.subjectId, subject.id), eq(agreement.verdict, verdict)));
  const people = rows.map(({ personId }) => personId);
  return (await eligibleApprovers(work.tx, member, people)).size;
}

/** The role in the committee under which somebody leaves a trace. */
export function roleOf(actor: Person, list: string): "chair" | "reviewer" {
  return hasCommitteeRole(actor, list, "chair") ? "chair" : "reviewer";
}
