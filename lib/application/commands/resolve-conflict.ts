import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { answerConflict } from "@/db/schema";
import { personIdOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { mayEdit } from "../permissions";
import { aboutApplication } from "./emails";
import { lockApplication, referenceInput, versionInput } from "./lock";
import { editableCriterion, refuseUnlessOpen } from "./save-answer";
import { storeAnswer } from "./store-answer";
import { storedAnswers } from "./stored-answers";

const input = z.strictObject({
  reference: referenceInput,
  criterion: z.string().max(100),
  /** The version of the other text that was shown on the page. */
  version: versionInput,
  keep: z.enum(["mine", "theirs"], { error: "Select which text to keep" }),
});

/**
 * Chooses between one's own text and a newer one that was there first. Refuses when a third text has come meanwhile: the page
 * then shows that one. When it is resolved already, nothing happens.
 */
export const resolveConflict = command("resolveConflict", input, async (work, { reference, criterion: key, version, keep }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  const criterion = editableCriterion(work, application, key);
  const mine = and(
    eq(answerConflict.applicationId, application.id),
    eq(answerConflict.criterion, key),
    eq(answerConflict.personId, personIdOf(work.actor) ?? ""),
  );
  const [conflict] = await work.tx.select().from(answerConflict).where(mine);
  if (conflict === undefined) return work.nothingToDo();

  const stored = (await storedAnswers(work.tx, application.id)).find((each) => each.criterion === key);
  refuseUnlessOpen(application, stored?.reopened ?? false);
  if (version !== (stored?.version ?? 0)) {
    throw new Refusal("The other text was changed again. Check it, then choose.", { kind: "conflict" });
  }
  if (keep === "mine") await storeAnswer(work, application, criterion, { draft: conflict.draft, finished: conflict.finished });
  else await work.tx.delete(answerConflict).where(mine);
  work.audit("application.conflict_resolved", aboutApplication(application), { criterion: key });
});
