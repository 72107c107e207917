import { desc, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { recheck } from "@/db/schema";
import { referenceOrder } from "@/db/schema/reference-order";
import { openReasonsOf } from "./open-reasons";

/**
 * The criteria that a member did not answer: those of its newest re-check, if that expired, and those for whose silence a removal is
 * open. Checks no permission: for commands and queries that have.
 */
export async function unansweredOf(db: Database | Transaction, memberId: string): Promise<readonly string[]> {
  const [newest] = await db
    .select({ status: recheck.status, criteria: recheck.criteria })
    .from(recheck)
    .where(eq(recheck.memberId, memberId))
    .orderBy(desc(recheck.openedOn), desc(referenceOrder(recheck.reference)))
    .limit(1);
  const silence = (await openReasonsOf(db, memberId)).filter(({ basis }) => basis === "silence").map(({ criterion }) => criterion);
  return [...new Set([...(newest?.status === "expired" ? newest.criteria : []), ...silence])];
}
