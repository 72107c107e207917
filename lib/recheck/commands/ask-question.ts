import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recheckAnswer, recheckQuestion } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { writeToMember } from "@/lib/member/commands/write-to";
import { criterionOf } from "@/lib/organization/commands/list-of";
import { mayReviewMember } from "@/lib/organization/permissions";
import { updateFields } from "./advance";
import { aboutRecheck } from "./emails";
import { lockRecheck } from "./lock";
import { openQuestionsOf, sentAnswerOf } from "./questions";

const input = z.strictObject({
  recheckId: z.uuid(),
  criterion: z.string().min(1, { error: "Select a criterion" }).max(100),
  question: manyLines(2000, { name: "Question", empty: "Enter what you want to know" }),
});

/**
 * A reviewer without conflict asks the member back about one answer that was sent. Exactly that answer can be changed again, the
 * deadline is paused, and the member is told by when to answer. The same question sent twice is one.
 */
export const askRecheckQuestion = command("askRecheckQuestion", input, async (work, { recheckId, criterion: key, question }) => {
  const { recheck, member, list, actor, subject } = await lockRecheck(work, recheckId);
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  refuseUnless(
    recheck.status === "answered",
    "You can ask questions only after the answers have been sent and before the committee decides on them.",
    "conflict",
  );
  const criterion = criterionOf(
    list.criteria.filter((each) => recheck.criteria.includes(each.key)),
    key,
  );
  const open = (await openQuestionsOf(work, recheckId)).find((each) => each.criterion === key);
  if (open?.askedBy === actor.personId && open.question === question) return work.nothingToDo(); // a second click
  refuseUnless(open === undefined, `A question on ${criterion.title} is already open. Withdraw it to ask another one.`, "conflict");

  const [answer] = await work.tx
    .select()
    .from(recheckAnswer)
    .where(and(eq(recheckAnswer.recheckId, recheckId), eq(recheckAnswer.criterion, key)));
  const dueOn = addDays(work.today, list.decision.answerWithinDays);
  await work.tx.insert(recheckQuestion).values({
    recheckId,
    criterion: key,
    question,
    askedAt: work.now,
    askedBy: actor.personId,
    answerVersion: answer?.version ?? 0,
    sent: answer === undefined ? null : sentAnswerOf(answer),
    dueOn,
  });
  await updateFields(work, recheck, { nextCheckOn: addDays(work.today, 1) });
  const names = { organization: member.name, reference: recheck.reference, criterionTitle: criterion.title };
  await writeToMember(work, member, aboutRecheck(recheck), "recheck-question", { ...names, question, dueOn, reminder: false });
  work.audit("recheck.question_asked", aboutRecheck(recheck), { criterion: key, dueOn });
});
