import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { nextChangeStep } from "../change-rules";
import { expireChange } from "./expire-change";
import { followWaitingAnswer } from "./follow-alias-change";
import { loadAliasChangeForUpdate } from "./load-change";

/**
 * Ends a change whose time is over: nobody answered, or the committee did not agree. An answer that was given and not yet carried
 * on is carried on instead: a slow queue takes nothing from anybody.
 */
export const expireAliasChange = command("expireAliasChange", z.object({ changeId: z.uuid() }), async (work, { changeId }) => {
  work.authorize(isWorker(work.actor));
  const hand = await loadAliasChangeForUpdate(work, { id: changeId });
  const step = nextChangeStep(hand.change, work.now);
  if (step.do !== "expire") return work.nothingToDo();
  if (hand.change.status === "asked" && (await followWaitingAnswer(work, hand))) return;
  await expireChange(work, hand, step.because);
});
