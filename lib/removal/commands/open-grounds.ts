import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { removal, removalGround } from "@/db/schema";
import type { ReasonBasis, RemovalStatus } from "../lifecycle";

/** A ground of an open removal that was not struck. */
export type OpenGround = {
  readonly criterion: string;
  readonly basis: ReasonBasis;
  readonly reference: string;
  readonly status: RemovalStatus;
};

/** The grounds of the open removal of a member; none without one. Checks no permission: for commands and queries that have. */
export async function openGroundsOf(db: Database | Transaction, memberId: string): Promise<readonly OpenGround[]> {
  return db
    .select({ criterion: removalGround.criterion, basis: removalGround.basis, reference: removal.reference, status: removal.status })
    .from(removalGround)
    .innerJoin(removal, eq(removal.id, removalGround.removalId))
    .where(and(eq(removal.memberId, memberId), inArray(removal.status, ["proposed", "agreed"]), isNull(removalGround.struckAt)));
}

/** Findings on which two people agreed to a removal. Silence is none: an answer that was read ends it, whoever reads it. */
export function findingsAgreed(grounds: readonly OpenGround[]): readonly OpenGround[] {
  return grounds.filter(({ basis, status }) => basis !== "silence" && status === "agreed");
}
