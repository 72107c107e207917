import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recheckQuestion } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { criterionByKey } from "@/lib/list/lookup";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToMember } from "@/lib/member/commands/write-to";
import { mayReviewMember } from "@/lib/organization/permissions";
import { updateFields } from "./advance";
import { aboutRecheck } from "./emails";
import { lockRecheck } from "./lock";
import { closeQuestion } from "./questions";

const input = z.strictObject({ recheckId: z.uuid(), questionId: z.uuid() });

/** A reviewer without conflict withdraws an open question: the answer can no longer be changed, and the member is told. Twice is once. */
export const withdrawRecheckQuestion = command("withdrawRecheckQuestion", input, async (work, { recheckId, questionId }) => {
  const { recheck, member, list, actor, subject } = await lockRecheck(work, recheckId);
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  const [question] = await work.tx
    .select()
    .from(recheckQuestion)
    .where(and(eq(recheckQuestion.id, questionId), eq(recheckQuestion.recheckId, recheckId)));
  if (question === undefined) throw notAllowed();
  refuseUnless(question.answeredAt === null, "The member has answered this question in the meantime. Read the answer.", "conflict");
  if (question.closedAt !== null) return work.nothingToDo();

  await closeQuestion(work, question, actor.personId);
  await updateFields(work, recheck, { nextCheckOn: addDays(work.today, 1) });
  await writeToMember(work, member, aboutRecheck(recheck), "recheck-question-withdrawn", {
    organization: member.name,
    reference: recheck.reference,
    criterionTitle: criterionByKey(list, question.criterion)?.title ?? question.criterion,
    nextAction: await actionNow(work, { member, list, reader: "member", kinds: ["recheck"] }),
  });
  work.audit("recheck.question_withdrawn", aboutRecheck(recheck), { criterion: question.criterion });
});
