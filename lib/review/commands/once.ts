import { sweep } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";

/** Whether something is done for the first time under this key. The row stands or falls with the handler, so a retry is told "no". */
export async function firstTime(work: Work, key: string): Promise<boolean> {
  const made = await work.tx.insert(sweep).values({ key, doneAt: work.now }).onConflictDoNothing().returning({ key: sweep.key });
  return made.length > 0;
}
