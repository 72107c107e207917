import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { answer } from "@/db/schema";
import type { Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { type ReadCriterion, readAll, type StoredAnswer } from "../reading";
import { loadValidationContext } from "./validation-context";

/** What is stored for an application, one row a criterion that anything was typed for. */
export async function storedAnswers(db: Database | Transaction, applicationId: string): Promise<readonly StoredAnswer[]> {
  return db
    .select({
      criterion: answer.criterion,
      draft: answer.draft,
      finished: answer.finished,
      version: answer.version,
      reopened: answer.reopened,
      origin: answer.origin,
    })
    .from(answer)
    .where(eq(answer.applicationId, applicationId));
}

/** All answers of an application, read with the criteria that are asked on a day. */
export async function readApplication(
  work: Work,
  { id, list, day }: { id: string; list: ListDefinition; day: Day },
): Promise<readonly ReadCriterion[]> {
  const stored = await storedAnswers(work.tx, id);
  return readAll(criteriaInForce(list, day), stored, await loadValidationContext(work.tx, { list, applicationId: id, stored, day }));
}
