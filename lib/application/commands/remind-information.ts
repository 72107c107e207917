import { eq } from "drizzle-orm";
import { z } from "zod";
import { informationRequest } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { criterionByKey } from "@/lib/list/lookup";
import { listOf } from "@/lib/organization/commands/list-of";
import { mayTend } from "../permissions";
import { questionStep } from "../rules";
import { aboutApplication, reviewerAddresses, writeToContacts } from "./emails";
import { lockApplication } from "./lock";

const input = z.strictObject({ requestId: z.uuid() });

/**
 * The daily step of an open question: a reminder before it is due, and after that, once, back to the committee.
 * Nobody is declined for not answering. Called once a day by the sweep.
 */
export const remindInformation = command("remindInformation", input, async (work, { requestId }) => {
  const [found] = await work.tx
    .select({ applicationId: informationRequest.applicationId })
    .from(informationRequest)
    .where(eq(informationRequest.id, requestId));
  work.authorize(mayTend(work.actor));
  if (found === undefined) throw notAllowed();
  const application = await lockApplication(work, { id: found.applicationId });
  const [question] = await work.tx.select().from(informationRequest).where(eq(informationRequest.id, requestId)).for("no key update");
  if (
    question === undefined ||
    question.answeredAt !== null ||
    question.closedAt !== null ||
    application.status !== "information_requested"
  )
    return work.nothingToDo();

  const list = listOf(application.list);
  const { remindAnswerBeforeDays } = list.decision;
  const { criterion, dueOn } = question;
  const about = {
    organization: application.organizationName,
    reference: application.reference,
    criterionTitle: criterionByKey(list, criterion)?.title ?? criterion,
  };
  const step = questionStep(
    { dueOn, reminders: question.reminders, escalated: question.escalatedAt !== null },
    work.today,
    remindAnswerBeforeDays,
  );
  const thisQuestion = eq(informationRequest.id, requestId);
  switch (step.do) {
    case "wait":
      return work.nothingToDo();
    case "remind":
      await work.tx.update(informationRequest).set({ reminders: step.reminders }).where(thisQuestion);
      await writeToContacts(work, application, "information-reminder", { ...about, criterion, question: question.question, dueOn });
      return work.audit("information.reminded", aboutApplication(application), { criterion });
    case "escalate":
      await work.tx.update(informationRequest).set({ escalatedAt: work.now }).where(thisQuestion);
      for (const recipient of await reviewerAddresses(work, application, { chairs: true })) {
        await writeEmail(work, "information-overdue", recipient, aboutApplication(application), { ...about, dueOn });
      }
      return work.audit("information.escalated", aboutApplication(application), { criterion });
  }
});
