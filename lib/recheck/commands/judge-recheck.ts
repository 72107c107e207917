import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { memberAnswer, recheckAnswer } from "@/db/schema";
import { requireFresh } from "@/lib/identity/fresh";
import { command, type Work } from "@/lib/kernel/command";
import type { Problem } from "@/lib/kernel/refusal";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { criterionVersion } from "@/lib/list/criteria";
import { criterionByKey } from "@/lib/list/lookup";
import { mayReviewMember } from "@/lib/organization/permissions";
import { fail, pass, type Verdict } from "./end";
import { type LockedRecheck, lockRecheck, type RecheckApproach, versionInput } from "./lock";

const input = z.strictObject({
  recheckId: z.uuid(),
  version: versionInput,
  verdicts: z
    .array(
      z.strictObject({
        criterion: z.string().max(100),
        verdict: z.enum(["met", "not-met", "cannot-tell"]),
        reason: manyLines(2000, { name: "Reason" }),
      }),
    )
    .max(100)
    .refine(
      (all) => new Set(all.map(({ criterion }) => criterion)).size === all.length,
      "A criterion was judged twice. Open the page again",
    ),
});

/**
 * A reviewer without conflict judges the answers: a verdict for everything that changed or no longer holds, with a reason where it is
 * not met. "Cannot tell" never counts against anybody. Where nothing is not met it passes; otherwise it fails, which proposes a
 * removal behind which the reviewer stands, so that asks for a fresh sign-in.
 */
export const judgeRecheck = command("judgeRecheck", input, async (work, { recheckId, version, verdicts }): Promise<"passed" | "failed"> => {
  const approach = await lockRecheck(work, recheckId);
  const { recheck, actor, subject } = approach;
  work.authorize(mayReviewMember(actor, subject));
  refuseUnless(recheck.status === "answered", "This re-check waits for no verdict: it is over, or not answered yet.", "conflict");
  refuseUnless(version === recheck.version, "Something changed after you opened this page. Look at it once more.", "conflict");
  const problems = await openPoints(work, recheck, verdicts);
  if (problems.length > 0) throw new Refusal("Not everything is judged yet.", { kind: "input", problems });

  if (verdicts.every(({ verdict }) => verdict !== "not-met")) {
    await pass(work, approach, verdicts);
    return "passed";
  }
  requireFresh(work);
  await keepWords(work, approach, verdicts);
  await fail(work, approach, verdicts);
  return "failed";
});

/** What is asked and not judged, and what is judged without a reason. */
async function openPoints(work: Work, { id, criteria }: LockedRecheck, verdicts: readonly Verdict[]): Promise<readonly Problem[]> {
  const said = await work.tx
    .select({ criterion: recheckAnswer.criterion, says: recheckAnswer.says })
    .from(recheckAnswer)
    .where(eq(recheckAnswer.recheckId, id));
  const toJudge = said.filter(({ says }) => says !== "still-true").map(({ criterion }) => criterion);
  return [
    ...toJudge
      .filter((key) => !verdicts.some(({ criterion }) => criterion === key))
      .map((key) => ({ field: `verdict.${key}`, message: "Select whether it is met" })),
    ...verdicts
      .filter(({ verdict, reason }) => verdict === "not-met" && reason === "")
      .map(({ criterion }) => ({ field: `reason.${criterion}`, message: "Enter a reason. The member reads it" })),
    ...verdicts
      .filter(({ criterion }) => !criteria.includes(criterion))
      .map(() => ({ field: "", message: "This page was sent with a criterion that was not asked. Open it again" })),
  ];
}

/** What had changed is kept as the statement that was judged, so that the verdict stands beside the words it is about. */
async function keepWords(work: Work, { recheck, member, list }: RecheckApproach, verdicts: readonly Verdict[]): Promise<void> {
  for (const { criterion: key } of verdicts) {
    const [said] = await work.tx
      .select({ says: recheckAnswer.says, draft: recheckAnswer.draft })
      .from(recheckAnswer)
      .where(and(eq(recheckAnswer.recheckId, recheck.id), eq(recheckAnswer.criterion, key)));
    const criterion = criterionByKey(list, key);
    if (said === undefined || criterion === undefined) continue;
    await work.tx
      .insert(memberAnswer)
      .values({
        memberId: member.id,
        criterion: key,
        criterionVersion: criterionVersion(criterion, work.today),
        draft: said.draft,
        confirmedOn: work.today,
      })
      .onConflictDoUpdate({
        target: [memberAnswer.memberId, memberAnswer.criterion],
        set: said.says === "changed" ? { draft: said.draft } : { draft: sql`${memberAnswer.draft}` },
      });
  }
}
