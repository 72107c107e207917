import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { answerRevision, answer as answerTable, application as applicationTable, informationRequest } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { dayOf, laterDay } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import type { Answer } from "@/lib/list/answer";
import { decisionClock } from "@/lib/list/clock";
import type { Criterion } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { listOf } from "@/lib/organization/commands/list-of";
import { sameDraft } from "../drafts";
import { mayEdit } from "../permissions";
import { advance } from "./advance";
import { aboutApplication, reviewerAddresses } from "./emails";
import { type LockedApplication, lockApplication, referenceInput, versionInput } from "./lock";
import { editableCriterion, refuseUnlessOpen, refuseUnstorable } from "./save-answer";
import { readDraft, storeAnswer } from "./store-answer";
import { storedAnswers } from "./stored-answers";

const input = z.strictObject({
  reference: referenceInput,
  criterion: z.string().max(100),
  version: versionInput,
  draft: z.record(z.string(), z.string()),
  /** "yes": the answer stays as the committee knew it. */
  unchanged: z.literal("yes").optional(),
});

/**
 * Answers the committee's question on one criterion: stores the answer, which has to be valid, keeps the text that the committee read,
 * and closes the question. An answer that is the same as before is refused unless `unchanged` says that it stays as it is; the
 * findings on it then stay valid, and the reviewers are told. After the last open one the deadline continues, and the date of the decision moves by the
 * working days of the wait. Answering again in the same way is not an error.
 */
export const answerQuestion = command("answerQuestion", input, async (work, { reference, criterion: key, version, draft, unchanged }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  const criterion = editableCriterion(work, application, key);
  refuseUnstorable(criterion, draft);
  const stored = (await storedAnswers(work.tx, application.id)).find((each) => each.criterion === key);
  if (stored && !stored.reopened && sameDraft(stored.draft, draft) && (await wasAnswered(work, application.id, key)))
    return work.nothingToDo();
  refuseUnlessOpen(application, stored?.reopened ?? false);
  refuseUnless(
    version === (stored?.version ?? 0),
    "A colleague changed this answer after you opened the page. Look at their text, then send the answer.",
    "conflict",
  );

  const same = await isAsTheCommitteeKnewIt(work, application.id, { criterion: key, draft });
  if (same && unchanged === undefined)
    throw new Refusal(sayUnchanged, { kind: "input", problems: [{ field: "unchanged", message: sayUnchanged }] });
  const reading =
    same && stored && sameDraft(stored.draft, draft)
      ? await readDraft(work, application, criterion, draft)
      : await storeAnswer(work, application, criterion, { draft, finished: true });
  if (!reading.ok) throw new Refusal("The answer is not complete yet.", { kind: "input", problems: reading.problems });
  if (reading.answer.kind === "contact-alias") await followNewAlias(work, application, reading.answer);
  await closeQuestion(work, application, key, same);
  work.audit("application.information_provided", aboutApplication(application), { criterion: key, ...(same ? { unchanged: true } : {}) });
  await tellReviewers(work, application, criterion, same);
  if (!(await questionsOpen(work, application.id))) await resume(work, application);
});

const sayUnchanged = "This answer is the same as before. Change it, or select that it stays as it is";

/** Whether a draft says what the committee read when it asked, whatever was saved in between. */
async function isAsTheCommitteeKnewIt(work: Work, applicationId: string, { criterion, draft }: { criterion: string; draft: Draft }) {
  const [question] = await work.tx
    .select({ askedAt: informationRequest.askedAt })
    .from(informationRequest)
    .where(and(openQuestion(applicationId), eq(informationRequest.criterion, criterion)));
  if (question === undefined) return false;
  const texts = [answerTable, answerRevision].map((table) =>
    work.tx
      .select({ draft: table.draft })
      .from(table)
      .where(and(eq(table.applicationId, applicationId), eq(table.criterion, criterion), lte(table.editedAt, question.askedAt)))
      .orderBy(desc(table.version))
      .limit(1),
  );
  const [now, before] = await Promise.all(texts);
  const known = now?.[0] ?? before?.[0];
  return known !== undefined && sameDraft(known.draft, draft);
}

const openQuestion = (applicationId: string) =>
  and(eq(informationRequest.applicationId, applicationId), isNull(informationRequest.answeredAt), isNull(informationRequest.closedAt));

async function wasAnswered(work: Work, applicationId: string, criterion: string): Promise<boolean> {
  const rows = await work.tx
    .select({ answeredAt: informationRequest.answeredAt })
    .from(informationRequest)
    .where(and(eq(informationRequest.applicationId, applicationId), eq(informationRequest.criterion, criterion)));
  return rows.some(({ answeredAt }) => answeredAt !== null);
}

/** Another alias than the one that was sent: what followed from the old one's confirmation has ended, so reviewers are found anew. */
async function followNewAlias(
  work: Work,
  application: LockedApplication,
  alias: Extract<Answer, { kind: "contact-alias" }>,
): Promise<void> {
  if (alias.address === application.contactAlias) return;
  await work.tx
    .update(applicationTable)
    .set({ contactAlias: alias.address, aliasDomain: alias.registrableDomain })
    .where(eq(applicationTable.id, application.id));
  work.enqueue("route-application", { applicationId: application.id });
}

async function closeQuestion(work: Work, { id }: LockedApplication, criterion: string, answeredUnchanged: boolean): Promise<void> {
  await work.tx
    .update(informationRequest)
    .set({ answeredAt: work.now, answeredUnchanged })
    .where(and(openQuestion(id), eq(informationRequest.criterion, criterion)));
  await work.tx
    .update(answerTable)
    .set({ reopened: false })
    .where(and(eq(answerTable.applicationId, id), eq(answerTable.criterion, criterion)));
}

async function tellReviewers(work: Work, application: LockedApplication, { key, title }: Criterion, unchanged: boolean): Promise<void> {
  for (const recipient of await reviewerAddresses(work, application, { chairs: false })) {
    await writeEmail(work, "information-provided", recipient, aboutApplication(application), {
      organization: application.organizationName,
      reference: application.reference,
      criterionTitle: title,
      criterion: key,
      unchanged,
    });
  }
}

async function questionsOpen(work: Work, applicationId: string): Promise<boolean> {
  return (
    (await work.tx.select({ id: informationRequest.id }).from(informationRequest).where(openQuestion(applicationId)).limit(1)).length > 0
  );
}

async function resume(work: Work, application: LockedApplication): Promise<void> {
  await advance(work, application, "provide_information", { decisionDueOn: await newDueDay(work, application) });
}

/** The promised day, moved by the working days for which the committee waited. A later date that the committee set is kept. */
async function newDueDay(work: Work, { id, list, submittedAt, decisionDueOn }: LockedApplication): Promise<string | null> {
  if (submittedAt === null || decisionDueOn === null) return decisionDueOn;
  const questions = await work.tx
    .select({ askedAt: informationRequest.askedAt, answeredAt: informationRequest.answeredAt, closedAt: informationRequest.closedAt })
    .from(informationRequest)
    .where(eq(informationRequest.applicationId, id));
  const stops = questions.map(({ askedAt, answeredAt, closedAt }) => {
    const end = answeredAt ?? closedAt;
    return { from: dayOf(askedAt), to: end === null ? null : dayOf(end) };
  });
  const { dueOn } = decisionClock({ submittedOn: dayOf(submittedAt), today: work.today, stops, rule: listOf(list).decision });
  return laterDay(dueOn, decisionDueOn);
}
