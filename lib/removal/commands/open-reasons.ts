import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { removal, removalReason } from "@/db/schema";
import type { ReasonBasis, RemovalStatus } from "../lifecycle";

/** A reason of an open removal that was not struck. */
export type OpenReason = {
  readonly criterion: string;
  readonly basis: ReasonBasis;
  readonly reference: string;
  readonly status: RemovalStatus;
};

/** The reasons of the open removal of a member; none without one. Checks no permission: for commands and queries that have. */
export async function openReasonsOf(db: Database | Transaction, memberId: string): Promise<readonly OpenReason[]> {
  return db
    .select({ criterion: removalReason.criterion, basis: removalReason.basis, reference: removal.reference, status: removal.status })
    .from(removalReason)
    .innerJoin(removal, eq(removal.id, removalReason.removalId))
    .where(and(eq(removal.memberId, memberId), inArray(removal.status, ["proposed", "agreed"]), isNull(removalReason.struckAt)));
}

/** Findings on which two people approved a removal. Not answering is not a finding: an answer that was read ends it, whoever reads it. */
export function findingsAgreed(reasons: readonly OpenReason[]): readonly OpenReason[] {
  return reasons.filter(({ basis, status }) => basis !== "silence" && status === "agreed");
}
