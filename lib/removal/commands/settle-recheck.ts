import { and, eq } from "drizzle-orm";
import { recheckAnswer, removal } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { criterionVersion } from "@/lib/list/criteria";
import { criterionByKey } from "@/lib/list/lookup";
import { actionNow } from "@/lib/member/commands/action-now";
import { storeAnswer, storeVerdict, verdictFacts } from "@/lib/member/commands/answers";
import { writeToCommittee, writeToMember } from "@/lib/member/commands/write-to";
import { closeRecheck } from "@/lib/recheck/commands/close";
import { aboutRecheck, calendarOf } from "@/lib/recheck/commands/emails";
import type { LockedRecheckContext } from "@/lib/recheck/commands/lock";
import { dueDay } from "@/lib/recheck/rules";
import { emailReasons } from "./emails";
import { openRemoval } from "./propose";
import { proposeFromRecheck } from "./propose-from-recheck";
import { reviewOpenRemoval } from "./review-reasons";

/** What a person of the committee found on one criterion; `unanswered` where nobody of the member had answered. */
export type Verdict = {
  readonly criterion: string;
  readonly verdict: "met" | "not-met" | "cannot-tell";
  readonly reason: string;
  readonly unanswered: boolean;
};

/**
 * Passes: every answered statement is confirmed on this day, changed statements replace the earlier ones, and
 * the member is told. `verdicts` are those of the committee, if it read the answers. A criterion that nobody answered is confirmed only if
 * a reviewer found it met, and is marked so.
 */
export async function pass(work: Work, locked: LockedRecheckContext, verdicts: readonly Verdict[] = []): Promise<void> {
  const { recheck, member, list } = locked;
  const nextRecheckOn = await closeRecheck(work, locked, "pass");
  const answers = await work.tx.select().from(recheckAnswer).where(eq(recheckAnswer.recheckId, recheck.id));
  for (const { criterion: key, says, draft } of answers) {
    const criterion = criterionByKey(list, key);
    if (criterion === undefined) continue;
    const verdict = verdicts.find((each) => each.criterion === key);
    if (verdict?.unanswered === true) continue;
    const facts = {
      criterionVersion: criterionVersion(criterion, work.today),
      confirmedOn: work.today,
      confirmedBy: "member" as const,
      ...(verdict === undefined
        ? says === "changed"
          ? { verdict: null, verdictReason: null, verdictBy: null, verdictAt: null }
          : {}
        : verdictFacts(work, verdict)),
    };
    // "still true" confirms the earlier statement; without one, or after a change, the new text counts
    const changes = { ...facts, ...(says === "changed" ? { draft } : {}) };
    await storeAnswer(work, { memberId: member.id, criterion: key }, { draft, ...facts }, changes);
  }
  for (const verdict of verdicts.filter(({ unanswered }) => unanswered)) await decideUnanswered(work, locked, verdict);
  work.audit("recheck.passed", aboutRecheck(recheck), { nextRecheckOn });
  await reviewOpenRemoval(work, member.id);
  await writeToMember(work, member, aboutRecheck(recheck), "recheck-passed", {
    organization: member.name,
    reference: recheck.reference,
    nextRecheckOn,
    calendar: calendarOf(work, recheck, { on: dueDay(recheck), cancelled: true }),
    nextAction: await actionNow(work, { member, list, reader: "member" }),
  });
}

/** A verdict on a criterion that nobody answered is stored with the last statement; only "met" confirms it, in the reviewer's name. */
async function decideUnanswered(work: Work, { member, list }: LockedRecheckContext, verdict: Verdict): Promise<void> {
  const criterion = criterionByKey(list, verdict.criterion);
  if (criterion === undefined) return;
  const which = { memberId: member.id, criterion: verdict.criterion };
  if (verdict.verdict !== "met") return storeVerdict(work, which, verdict);
  const facts = {
    ...verdictFacts(work, verdict),
    criterionVersion: criterionVersion(criterion, work.today),
    confirmedOn: work.today,
    confirmedBy: "committee" as const,
  };
  await storeAnswer(work, which, { draft: {}, ...facts }, facts);
}

/**
 * Fails: the verdicts are kept with the statements, and a removal is proposed by the person who reviewed. A second person has to agree.
 * While another removal is open the member is told what was found, and it is proposed when that one ends.
 */
export async function fail(work: Work, locked: LockedRecheckContext, verdicts: readonly Verdict[]): Promise<void> {
  const { recheck, member, list } = locked;
  await closeRecheck(work, locked, "fail");
  for (const verdict of verdicts) await storeVerdict(work, { memberId: member.id, criterion: verdict.criterion }, verdict);
  const notMet = verdicts.filter(({ verdict }) => verdict === "not-met");
  work.audit("recheck.failed", aboutRecheck(recheck), { criterion: notMet[0]?.criterion ?? null, criteria: notMet.length });
  await reviewOpenRemoval(work, member.id); // silence is no reason any more, and what was found is a reason of its own
  await proposeFromRecheck(work, { member, list });
  const open = await openRemoval(work, member.id);
  if (open === null || (await isFrom(work, open, recheck.id))) return;
  await writeToMember(work, member, aboutRecheck(recheck), "recheck-failed", {
    organization: member.name,
    reference: recheck.reference,
    decidedOn: work.today,
    nextAction: await actionNow(work, { member, list, reader: "member" }),
    reasons: emailReasons(
      list,
      notMet.map(({ criterion, reason }) => ({
        criterion,
        reason,
        whatWouldHelp: criterionByKey(list, criterion)?.whatWouldHelp ?? "",
      })),
    ),
  });
}

async function isFrom(work: Work, removalId: string, recheckId: string): Promise<boolean> {
  const its = and(eq(removal.id, removalId), eq(removal.recheckId, recheckId), eq(removal.because, "failed-recheck"));
  return (await work.tx.select({ id: removal.id }).from(removal).where(its)).length > 0;
}

/** Expires: nobody answered, and the grace period is over, of which somebody was notified. It only proposes a removal, once no other is open, and the committee is told. */
export async function expire(work: Work, locked: LockedRecheckContext): Promise<void> {
  const { recheck, member, list } = locked;
  await closeRecheck(work, locked, "expire");
  const about = aboutRecheck(recheck);
  const dueOn = dueDay(recheck);
  work.audit("recheck.expired", about);
  const waits = (await openRemoval(work, member.id)) !== null;
  await proposeFromRecheck(work, { member, list });
  await writeToCommittee(work, locked, about, "recheck-expired", {
    organization: member.name,
    reference: recheck.reference,
    dueOn,
    waits,
    nextAction: await actionNow(work, { member, list, reader: "committee", kinds: ["removal", "appeal"] }),
  });
}
