import { z } from "zod";
import { answerConflict } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
import { criteriaInForce } from "@/lib/list/criteria";
import type { Criterion } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { criterionOf, listOf } from "@/lib/organization/commands/list-of";
import { sameDraft, unstorable } from "../drafts";
import { openStatuses } from "../lifecycle";
import { mayEdit } from "../permissions";
import { saysNo } from "../rules";
import { aboutApplication } from "./emails";
import { type LockedApplication, lockApplication, referenceInput, versionInput } from "./lock";
import { readDraft, storeAnswer } from "./store-answer";
import { readApplication, storedAnswers } from "./stored-answers";

const input = z.strictObject({
  reference: referenceInput,
  criterion: z.string().max(100),
  /** The version of the answer that the page was rendered from; 0 when there was none. */
  version: versionInput,
  draft: z.record(z.string(), z.string()),
  finished: z.boolean().default(false),
});

export type SavedAnswer = {
  /** "conflict": somebody saved first; both texts wait on the page. */
  readonly outcome: "saved" | "conflict";
  /** Whether what is stored reads as an answer. */
  readonly reads: boolean;
  readonly says: ReturnType<typeof saysNo>;
  /** The criterion that is asked after this one; null after the last. */
  readonly next: string | null;
  readonly isDraft: boolean;
};

/**
 * Stores what was typed for one criterion, even if it is invalid: the page shows the mistakes. After sending, only an answer that the
 * committee reopened can be changed. A page rendered from an older text overwrites nothing: both texts are kept, and the author chooses.
 * Refuses fields that the page does not have and characters that cannot be stored.
 */
export const saveAnswer = command(
  "saveAnswer",
  input,
  async (work, { reference, criterion: key, version, draft, finished }): Promise<SavedAnswer> => {
    const application = await lockApplication(work, { reference });
    work.authorize(mayEdit(work.actor, application));
    const criterion = editableCriterion(work, application, key);
    refuseUnstorable(criterion, draft);

    const stored = (await storedAnswers(work.tx, application.id)).find((each) => each.criterion === key);
    refuseUnlessOpen(application, stored?.reopened ?? false);
    const isDraft = application.status === "draft";
    const same = stored !== undefined && sameDraft(stored.draft, draft);
    if (version !== (stored?.version ?? 0) && !same) {
      await keepBoth(work, application, criterion, { draft, finished });
      return { outcome: "conflict", reads: false, says: null, next: null, isDraft };
    }
    const pressedTwice = same && stored.finished === finished && stored.origin === null;
    const reading = pressedTwice
      ? await readDraft(work, application, criterion, draft)
      : await storeAnswer(work, application, criterion, { draft, finished });
    if (pressedTwice) work.nothingToDo();
    else work.audit("application.answer_saved", aboutApplication(application), { criterion: key });

    const says = reading.ok ? saysNo(reading.answer) : null;
    return { outcome: "saved", reads: reading.ok, says, next: await criterionAfter(work, application, key), isDraft };
  },
);

/** The answers so far decide which criteria are asked at all. */
async function criterionAfter(work: Work, { id, list, status, criteriaOn }: LockedApplication, key: string): Promise<string | null> {
  const read = await readApplication(work, { id, list: listOf(list), day: status === "draft" ? work.today : criteriaOn });
  return read[read.findIndex(({ criterion }) => criterion.key === key) + 1]?.criterion.key ?? null;
}

/** The criterion as it is asked: in a draft those of today, in a sent application those it was sent with. */
export function editableCriterion(work: Work, { list, status, criteriaOn }: LockedApplication, key: string): Criterion {
  return criterionOf(criteriaInForce(listOf(list), status === "draft" ? work.today : criteriaOn), key);
}

export function refuseUnstorable(criterion: Criterion, draft: Draft): void {
  const problems = unstorable(criterion, draft);
  if (problems.length > 0) throw new Refusal(problems[0]?.message ?? "", { kind: "input", problems });
}

/** A draft is open; after sending only what the committee reopened; after that nothing. */
export function refuseUnlessOpen({ status }: LockedApplication, reopened: boolean): void {
  if (status === "draft") return;
  const open = (openStatuses as readonly string[]).includes(status);
  if (open && reopened) return;
  const why = open
    ? "The application was sent. Only what the committee asks about can be changed."
    : "The application is closed. You can start a new one.";
  throw new Refusal(why, { kind: "conflict" });
}

/** A colleague's newer text is kept; this one is stored with it until its author has chosen. */
async function keepBoth(
  work: Work,
  application: LockedApplication,
  criterion: Criterion,
  { draft, finished }: { draft: Draft; finished: boolean },
): Promise<void> {
  if (!isPerson(work.actor)) throw notAllowed();
  const values = { draft: { ...draft }, finished, at: work.now };
  await work.tx
    .insert(answerConflict)
    .values({ applicationId: application.id, criterion: criterion.key, personId: work.actor.personId, ...values })
    .onConflictDoUpdate({ target: [answerConflict.applicationId, answerConflict.criterion, answerConflict.personId], set: values });
  work.audit("application.answer_conflicted", aboutApplication(application), { criterion: criterion.key });
}
