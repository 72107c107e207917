import { sweep } from "@/db/schema";
import type { Work } from "./command";

/** Whether something is done for the first time under this key. The row is written in the handler's transaction, so a retry gets false. */
export async function firstTime(work: Work, key: string): Promise<boolean> {
  const made = await work.tx.insert(sweep).values({ key, doneAt: work.now }).onConflictDoNothing().returning({ key: sweep.key });
  return made.length > 0;
}
