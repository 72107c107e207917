import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { informationRequest } from "@/db/schema";
import { advance } from "@/lib/application/commands/advance";
import { writeToContacts } from "@/lib/application/commands/emails";
import { referenceInput } from "@/lib/application/commands/lock";
import { openQuestion } from "@/lib/application/commands/questions";
import { nextQuestionDay } from "@/lib/application/rules";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { addDays, addWorkingDays, startOf } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { criterionByKey } from "@/lib/list/lookup";
import { mayReview } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";
import { refuseUnlessOpen } from "./state";

const input = z.strictObject({
  reference: referenceInput,
  criterion: z.string().min(1, { error: "Choose a criterion" }).max(60),
  question: manyLines(2000, { name: "Question", empty: "Enter what you want to know" }),
});

/**
 * Asks the applicant for more on one criterion. Opens exactly that answer again, pauses the deadline, and tells everybody who may
 * write in the application by when. Refuses a second question on a criterion while one is open; the same
 * question by the same person is a repeated request, and does nothing.
 */
export const requestInformation = command("requestInformation", input, async (work, { reference, criterion, question }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayReview(actor, subject));
  const asked = criterionByKey(list, criterion);
  if (!isPerson(actor) || asked === undefined) throw notAllowed();
  await refuseUnlessOpen(work, application);
  const open = await work.tx
    .select({ question: informationRequest.question, askedBy: informationRequest.askedBy })
    .from(informationRequest)
    .where(
      and(
        eq(informationRequest.applicationId, application.id),
        eq(informationRequest.criterion, criterion),
        isNull(informationRequest.answeredAt),
        isNull(informationRequest.closedAt),
      ),
    );
  if (open.some((one) => one.question === question && one.askedBy === actor.personId)) return work.nothingToDo();
  refuseUnless(open.length === 0, `There is already a question on ${asked.title} that has not been answered yet.`, "conflict");

  const lastDay = addDays(work.today, list.decision.answerWithinDays);
  const dueOn = addWorkingDays(addDays(lastDay, -1), 1, list.decision.freeDays); // a free day is nobody's deadline
  const requestId = await openQuestion(work, { applicationId: application.id, criterion, question, askedBy: actor.personId, dueOn });
  if (requestId === null) throw new Refusal("The applicant was not asked about this criterion.");
  await advance(work, application, "request_information");
  work.audit(
    "information.requested",
    { kind: "application", id: application.id, list: application.list },
    { criterion, dueOn },
    roleOf(actor, application.list),
  );

  const next = nextQuestionDay({ dueOn }, work.today, list.decision.remindAnswerBeforeDays);
  if (next !== null) work.enqueue("remind-information", { requestId }, startOf(next));
  const email = { organization: application.organizationName, reference, criterionTitle: asked.title, criterion, question, dueOn };
  await writeToContacts(work, application, "information-requested", email);
});
