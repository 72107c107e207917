import { and, eq, isNull } from "drizzle-orm";
import { answer, informationRequest } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

type Which = { readonly applicationId: string; readonly criterion: string };

/** Opens the answer to one criterion again, or closes it. Returns whether there is such an answer. */
async function reopen(work: Work, { applicationId, criterion }: Which, reopened: boolean): Promise<boolean> {
  const its = and(eq(answer.applicationId, applicationId), eq(answer.criterion, criterion));
  const changed = await work.tx.update(answer).set({ reopened }).where(its).returning({ criterion: answer.criterion });
  return changed.length > 0;
}

type Question = Pick<typeof informationRequest.$inferInsert, "applicationId" | "criterion" | "question" | "askedBy" | "dueOn">;

/** Stores a question of the committee and opens its answer again. Returns the question's id, or null where the applicant was not asked about this. */
export async function openQuestion(work: Work, question: Question): Promise<string | null> {
  if (!(await reopen(work, question, true))) return null;
  const [request] = await work.tx
    .insert(informationRequest)
    .values({ ...question, askedAt: work.now })
    .returning({ id: informationRequest.id });
  if (!request) throw new Error("The question was not stored");
  return request.id;
}

/** Closes the open question on a criterion without an answer. Returns whether there was one. */
export async function closeQuestion(work: Work, which: Which): Promise<boolean> {
  const closed = await work.tx
    .update(informationRequest)
    .set({ closedAt: work.now })
    .where(
      and(
        eq(informationRequest.applicationId, which.applicationId),
        eq(informationRequest.criterion, which.criterion),
        isNull(informationRequest.answeredAt),
        isNull(informationRequest.closedAt),
      ),
    )
    .returning({ id: informationRequest.id });
  if (closed.length === 0) return false;
  await reopen(work, which, false);
  return true;
}
