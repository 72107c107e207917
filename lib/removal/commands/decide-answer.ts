import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { memberAnswer } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { storeVerdict } from "@/lib/member/commands/answers";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayChairMember, mayReviewMember } from "@/lib/organization/permissions";
import { answerStamp } from "@/lib/recheck/answers";
import { openReasonsOf } from "./open-reasons";
import { reviewOpenRemoval } from "./review-reasons";

const input = z.strictObject({
  memberId: z.uuid(),
  criterion: z.string().max(100),
  /** The answer that the page showed, as `answerStamp` names it; a newer one has to be read first. */
  answered: z.string(),
  verdict: z.enum(["met", "not-met", "cannot-tell"], { error: "Select whether it is met" }),
  reason: manyLines(2000, { name: "Reason" }),
});

/**
 * A reviewer without a conflict of interest decides a member's answer to one criterion outside a re-check: an announced
 * criterion. It has no effect before the criterion takes effect. "Met" withdraws a reason of an open removal; once two people have approved
 * the removal, only a chair can decide so, with a reason.
 */
export const decideAnswer = command("decideAnswer", input, async (work, { memberId, criterion, answered, verdict, reason }) => {
  const { member, actor, subject } = await loadMemberForUpdate(work, memberId);
  const strikes =
    verdict === "met" && (await openReasonsOf(work.tx, memberId)).some((open) => open.criterion === criterion && open.status === "agreed");
  work.authorize(strikes ? mayChairMember(actor, subject) : mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  if ((verdict === "not-met" || strikes) && reason === "")
    throw new Refusal("Enter a reason.", {
      kind: "input",
      problems: [{ field: "reason", message: "Enter a reason. The member will read it" }],
    });
  const its = and(eq(memberAnswer.memberId, member.id), eq(memberAnswer.criterion, criterion));
  const [answer] = await work.tx.select().from(memberAnswer).where(its).for("no key update");
  refuseUnless(answer !== undefined, "The member has not responded to this criterion.", "conflict");
  refuseUnless(
    answerStamp(answer) === answered,
    "The member answered again after you opened this page. Read the new answer first.",
    "conflict",
  );
  if (answer.verdict === verdict && answer.verdictReason === reason) return work.nothingToDo();
  await storeVerdict(work, { memberId, criterion }, { verdict, reason });
  work.audit("criterion.decided", { kind: "member", id: member.id, list: member.list }, { criterion, verdict });
  await reviewOpenRemoval(work, member.id);
});
