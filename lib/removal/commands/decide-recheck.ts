import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recheckAnswer } from "@/db/schema";
import { acceptAnswers } from "@/lib/alias/commands/alias-check";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { longDate } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import type { Problem } from "@/lib/kernel/refusal";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { criterionVersion } from "@/lib/list/criteria";
import { criterionByKey } from "@/lib/list/lookup";
import { storeAnswer } from "@/lib/member/commands/answers";
import { addressesOf } from "@/lib/member/commands/write-to";
import { mayChairMember, mayReviewMember } from "@/lib/organization/permissions";

import { aliasResponseNow } from "@/lib/recheck/commands/facts";
import { type LockedRecheck, type LockedRecheckContext, lockRecheck, versionInput } from "@/lib/recheck/commands/lock";
import { closeQuestions, openQuestionsOf } from "@/lib/recheck/commands/questions";
import { loadRecheckAnswers } from "@/lib/recheck/commands/recheck-answers";
import { choiceNeeded } from "@/lib/recheck/reading";
import { findingsAgreed, openReasonsOf } from "./open-reasons";
import { fail, pass, type Verdict } from "./settle-recheck";

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
      "A criterion was decided twice. Open the page again",
    ),
});

/**
 * A reviewer without a conflict of interest decides the answers: a verdict for everything that changed, is no longer true, was not answered or was
 * found not met before, including the contact alias, with a reason for "not met", and for "met" without an answer. "Cannot tell" never counts against anybody. Without a "not met" the re-check passes; otherwise it fails, which proposes a
 * removal with the reviewer as first approver, so it requires a recent sign-in.
 */
export const decideRecheck = command(
  "decideRecheck",
  input,
  async (work, { recheckId, version, verdicts: typed }): Promise<"passed" | "failed"> => {
    const locked = await lockRecheck(work, recheckId);
    const { recheck, list, actor, subject } = locked;
    work.authorize(mayReviewMember(actor, subject));
    refuseUnless(recheck.status === "answered", "This re-check needs no decision: it has ended, or it is not answered yet.", "conflict");
    refuseUnless(version === recheck.version, "Something changed after you opened this page. Check it again.", "conflict");
    const asked = (await openQuestionsOf(work, recheckId)).find(({ dueOn }) => dueOn >= work.today);
    refuseUnless(
      asked === undefined,
      `A question on ${criterionByKey(list, asked?.criterion ?? "")?.title} is open until ${longDate(asked?.dueOn ?? work.today)}. Withdraw it to decide before then.`,
      "conflict",
    );
    await closeQuestions(work, recheckId); // those whose day has passed: what was sent is decided, not what was typed since
    const choices = await choicesNeeded(work, locked);
    const struck = await findingsStruck(work, locked, typed);
    refuseUnless(
      struck.length === 0 || mayChairMember(actor, subject),
      `Two people agreed to a removal that names ${criterionByKey(list, struck[0] ?? "")?.title ?? "one of these"} as a reason. Only a chair can find that it is met.`,
      "conflict",
    );
    const problems = openPoints(choices, recheck, typed, struck);
    if (problems.length > 0) throw new Refusal("Some criteria have no decision yet.", { kind: "input", problems });
    const verdicts = typed.map((each) => ({ ...each, unanswered: isUnanswered(choices.get(each.criterion)) }));
    const accepted = typed.some(({ criterion, verdict }) => verdict === "met" && choices.get(criterion)?.why === "check-by-hand");
    if (accepted) await acceptAnswers(work, { memberId: locked.member.id, recheckId });

    if (verdicts.every(({ verdict }) => verdict !== "not-met")) {
      await pass(work, locked, verdicts);
      return "passed";
    }
    requireRecentSignIn(work, actor);
    await keepWords(work, locked, verdicts);
    await fail(work, locked, verdicts);
    return "failed";
  },
);

/** Criteria on which two people agreed to a removal as their finding, and which these verdicts would end as reasons. */
async function findingsStruck(
  work: Work,
  { recheck, member }: LockedRecheckContext,
  verdicts: readonly Pick<Verdict, "criterion" | "verdict">[],
): Promise<readonly string[]> {
  const passes = verdicts.every(({ verdict }) => verdict !== "not-met");
  return findingsAgreed(await openReasonsOf(work.tx, member.id))
    .filter(({ criterion, basis }) => {
      const verdict = verdicts.find((each) => each.criterion === criterion)?.verdict;
      return verdict === "met" || (verdict === undefined && passes && basis !== "person" && recheck.criteria.includes(criterion));
    })
    .map(({ criterion }) => criterion);
}

/** Title of a criterion, and why a reviewer has to decide on it. */
type Choice = { readonly title: string; readonly why: NonNullable<ReturnType<typeof choiceNeeded>> };

/** Every criterion that no answer decides, by its key. */
async function choicesNeeded(work: Work, { recheck, member, list }: LockedRecheckContext): Promise<ReadonlyMap<string, Choice>> {
  const { aliases } = await addressesOf(work, member);
  const again = await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today });
  const aliasResponse = await aliasResponseNow(work, { recheck, list });
  return new Map(
    again.flatMap((each) => {
      const why = choiceNeeded(each, aliasResponse.is);
      return why === null ? [] : [[each.criterion.key, { title: each.criterion.title, why }] as const];
    }),
  );
}

/** Whether a verdict on it rests on the committee's word alone. */
function isUnanswered(choice: Choice | undefined): boolean {
  return choice?.why === "unanswered" || choice?.why === "disowned";
}

/** What is asked and not reviewed, and what is reviewed without a reason. */
function openPoints(
  choices: ReadonlyMap<string, Choice>,
  { criteria }: LockedRecheck,
  verdicts: readonly Pick<Verdict, "criterion" | "verdict" | "reason">[],
  struck: readonly string[],
): readonly Problem[] {
  const unanswered = (key: string) => isUnanswered(choices.get(key));
  const disowned = (key: string) => choices.get(key)?.why === "disowned";
  return [
    ...[...choices]
      .filter(([key]) => !verdicts.some(({ criterion }) => criterion === key))
      .map(([key, { title, why }]) => ({
        field: `verdict.${key}`,
        message: `${title}: select whether it is met${why === "unanswered" ? ". Nobody answered" : ""}`,
      })),
    ...verdicts
      .filter(({ verdict, reason }) => verdict === "not-met" && reason === "")
      .map(({ criterion }) => ({ field: `reason.${criterion}`, message: "Enter a reason. The member will read it" })),
    ...verdicts
      .filter(({ criterion, verdict, reason }) => verdict === "met" && unanswered(criterion) && reason === "")
      .map(({ criterion }) => ({
        field: `reason.${criterion}`,
        message: disowned(criterion)
          ? "Enter a reason. Somebody said that the address does not belong to the organization"
          : "Enter a reason. Nobody answered, so the confirmation is based on it",
      })),
    ...verdicts
      .filter(
        ({ criterion, verdict, reason }) => verdict === "met" && struck.includes(criterion) && !unanswered(criterion) && reason === "",
      )
      .map(({ criterion }) => ({
        field: `reason.${criterion}`,
        message: "Enter a reason. Your decision withdraws a reason for the removal",
      })),
    ...verdicts
      .filter(({ criterion }) => !criteria.includes(criterion))
      .map(() => ({
        field: "",
        message: "This form was submitted with a criterion that is not part of the re-check. Reload the page and try again",
      })),
  ];
}

/** A changed answer is stored as the reviewed statement, so that the verdict belongs to the text it is about. */
async function keepWords(work: Work, { recheck, member, list }: LockedRecheckContext, verdicts: readonly Verdict[]): Promise<void> {
  for (const { criterion: key } of verdicts) {
    const [answer] = await work.tx
      .select({ says: recheckAnswer.says, draft: recheckAnswer.draft })
      .from(recheckAnswer)
      .where(and(eq(recheckAnswer.recheckId, recheck.id), eq(recheckAnswer.criterion, key)));
    const criterion = criterionByKey(list, key);
    if (answer === undefined || criterion === undefined) continue;
    const { draft, says } = answer;
    const facts = { criterionVersion: criterionVersion(criterion, work.today), draft, confirmedOn: work.today };
    await storeAnswer(work, { memberId: member.id, criterion: key }, facts, says === "changed" ? { draft } : {});
  }
}
