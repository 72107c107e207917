import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { answer as answerTable, application as applicationTable, informationRequest } from "@/db/schema";
import { dayOf, laterDay } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { writeLetter } from "@/lib/letter/write";
import type { Answer } from "@/lib/list/answer";
import { decisionClock } from "@/lib/list/clock";
import type { Criterion } from "@/lib/list/definition";
import { listOf } from "@/lib/organization/commands/list-of";
import { sameDraft } from "../drafts";
import { mayEdit } from "../permissions";
import { advance } from "./advance";
import { aboutApplication, reviewerAddresses } from "./letters";
import { type LockedApplication, lockApplication, referenceInput, versionInput } from "./lock";
import { editableCriterion, refuseUnlessOpen, refuseUnstorable } from "./save-answer";
import { storeAnswer } from "./store-answer";
import { storedAnswers } from "./stored-answers";
import { domainRefusal, keepDomain } from "./submit-application";

const input = z.strictObject({
  reference: referenceInput,
  criterion: z.string().max(100),
  version: versionInput,
  draft: z.record(z.string(), z.string()),
});

/**
 * Answers the committee's question on one criterion: stores the answer, which has to read, keeps the text the committee knew,
 * and closes the question. When it was the last open one the clock runs again and the day of the decision moves by the
 * working days that were waited. Answered already, the same again is no error.
 */
export const answerQuestion = command("answerQuestion", input, async (work, { reference, criterion: key, version, draft }) => {
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

  const reading = await storeAnswer(work, application, criterion, { draft, finished: true });
  if (!reading.ok) throw new Refusal("The answer is not complete yet.", { kind: "input", problems: reading.problems });
  if (reading.answer.kind === "contact-alias") await followNewAlias(work, application, reading.answer);
  await closeQuestion(work, application, key);
  work.audit("application.information_provided", aboutApplication(application), { criterion: key });
  await tellReviewers(work, application, criterion);
  if (!(await questionsOpen(work, application.id))) await resume(work, application);
});

const openQuestion = (applicationId: string) =>
  and(eq(informationRequest.applicationId, applicationId), isNull(informationRequest.answeredAt), isNull(informationRequest.closedAt));

async function wasAnswered(work: Work, applicationId: string, criterion: string): Promise<boolean> {
  const rows = await work.tx
    .select({ answeredAt: informationRequest.answeredAt })
    .from(informationRequest)
    .where(and(eq(informationRequest.applicationId, applicationId), eq(informationRequest.criterion, criterion)));
  return rows.some(({ answeredAt }) => answeredAt !== null);
}

/** Another alias than the one that was sent: the application goes on under its domain, if no other does. */
async function followNewAlias(
  work: Work,
  application: LockedApplication,
  alias: Extract<Answer, { kind: "contact-alias" }>,
): Promise<void> {
  if (alias.address === application.contactAlias) return;
  try {
    await work.tx
      .update(applicationTable)
      .set({ contactAlias: alias.address, aliasDomain: alias.registrableDomain })
      .where(eq(applicationTable.id, application.id));
  } catch (error) {
    throw domainRefusal(error, alias.registrableDomain) ?? error;
  }
  await keepDomain(work, application, alias);
}

async function closeQuestion(work: Work, { id }: LockedApplication, criterion: string): Promise<void> {
  await work.tx
    .update(informationRequest)
    .set({ answeredAt: work.now })
    .where(and(openQuestion(id), eq(informationRequest.criterion, criterion)));
  await work.tx
    .update(answerTable)
    .set({ reopened: false })
    .where(and(eq(answerTable.applicationId, id), eq(answerTable.criterion, criterion)));
}

async function tellReviewers(work: Work, application: LockedApplication, { title }: Criterion): Promise<void> {
  for (const recipient of await reviewerAddresses(work, application, { chairs: false })) {
    await writeLetter(work, "information-provided", recipient, aboutApplication(application), {
      organization: application.organizationName,
      reference: application.reference,
      criterionTitle: title,
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

/** The promised day, moved by the working days for which the committee waited. A day that the committee had moved further stays. */
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
