import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { asksAgain } from "../change-rules";
import { questionNewAddress } from "./ask-alias-change";
import { followWaitingAnswer, isDisowned } from "./follow-alias-change";
import { loadAliasChangeForUpdate } from "./load-change";
import { stopChange } from "./stop-change";

/**
 * Asks the new address once more while both receive and it has not answered again: that part of the change has no end date, because
 * removing the old address needs an answer. At most once a week; in between it does nothing. An answer from the address that was not
 * applied yet is applied instead, because asking again would invalidate it.
 */
export const remindAliasChange = command("remindAliasChange", z.object({ changeId: z.uuid() }), async (work, { changeId }) => {
  work.authorize(isWorker(work.actor));
  const hand = await loadAliasChangeForUpdate(work, { id: changeId });
  const { status, movedAt } = hand.change;
  if (hand.member.leftOn !== null || status !== "moving") return work.nothingToDo();
  if (await isDisowned(work, changeId)) return stopChange(work, hand, { through: "new-alias" });
  if (await followWaitingAnswer(work, hand)) return;
  const [last] = await work.tx
    .select({ askedAt: aliasCheck.askedAt })
    .from(aliasCheck)
    .where(and(eq(aliasCheck.subjectKind, "alias-change"), eq(aliasCheck.subjectId, changeId)))
    .orderBy(desc(aliasCheck.askedAt))
    .limit(1);
  if (!asksAgain({ status, movedAt, lastAskedAt: last?.askedAt ?? null }, work.now)) return work.nothingToDo();
  if ((await questionNewAddress(work, hand)) === "too-often") work.nothingToDo();
});
