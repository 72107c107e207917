import { and, eq, gte, inArray } from "drizzle-orm";
import { emailMessage, memberAnswer, recheckAnswer } from "@/db/schema";
import { dayOf } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { actionNow } from "@/lib/member/commands/action-now";
import { writeToCommittee } from "@/lib/member/commands/write-to";
import { type AliasResponse, outcomeOf } from "@/lib/recheck/answers";
import { aboutRecheck } from "@/lib/recheck/commands/emails";
import { aliasResponseNow, foundAgainst } from "@/lib/recheck/commands/facts";
import type { LockedRecheckContext } from "@/lib/recheck/commands/lock";
import { questionsOf } from "@/lib/recheck/commands/questions";
import { standingVerdict } from "@/lib/recheck/commands/recheck-answers";
import { openRemoval } from "./propose";
import { pass } from "./settle-recheck";

/** What became of answers that were sent: passed, given to the committee now, or still waiting (for the alias, or for the committee). */
export type Outcome = "passed" | "told" | "waits";

/**
 * Processes answers that were sent: they pass at once, wait for the contact alias, or go to the committee, which is told once. Never pass
 * automatically while a removal is open: then people read them.
 */
export async function resolveOutcome(work: Work, locked: LockedRecheckContext): Promise<Outcome> {
  const { recheck, member } = locked;
  const asked = await questionsOf(work.tx, recheck.id);
  if (asked.some(({ closedBy }) => closedBy === null)) return "waits"; // somebody reads it, and has asked back; a withdrawn question is none
  const answers = await work.tx.select({ says: recheckAnswer.says }).from(recheckAnswer).where(eq(recheckAnswer.recheckId, recheck.id));
  const late = (await openRemoval(work, member.id)) !== null;
  const outcome = outcomeOf({
    says: answers.map(({ says }) => says),
    foundNotMet: await foundNotMet(work, locked),
    foundAgainst: await foundAgainst(work, member.id),
    aliasResponse: await patiently(work, locked),
  });
  if (outcome.is === "pass" && !late) {
    await pass(work, locked);
    return "passed";
  }
  if (outcome.is === "wait" && !late) return "waits";
  const since = recheck.answeredAt ?? work.now;
  const [told] = await work.tx
    .select({ id: emailMessage.id })
    .from(emailMessage)
    .where(
      and(
        eq(emailMessage.subjectKind, "recheck"),
        eq(emailMessage.subjectId, recheck.id),
        eq(emailMessage.kind, "recheck-answered"),
        gte(emailMessage.createdAt, since),
      ),
    )
    .limit(1);
  if (told !== undefined) return "waits";
  await writeToCommittee(work, locked, aboutRecheck(recheck), "recheck-answered", {
    organization: member.name,
    reference: recheck.reference,
    answeredOn: dayOf(since),
    nextAction: await actionNow(work, { member, list: locked.list, reader: "committee", kinds: ["recheck"] }),
    why: late ? "late" : outcome.is === "read" ? outcome.why : "check",
  });
  return "told";
}

async function foundNotMet(work: Work, { recheck, member }: LockedRecheckContext): Promise<boolean> {
  const [found] = await work.tx
    .select({ criterion: memberAnswer.criterion })
    .from(memberAnswer)
    .where(
      and(eq(memberAnswer.memberId, member.id), inArray(memberAnswer.criterion, [...recheck.criteria]), eq(standingVerdict, "not-met")),
    )
    .limit(1);
  return found !== undefined;
}

/** An alias that is silent gets its second email before its silence counts; one that nobody could ask counts as silent after a day. */
async function patiently(work: Work, locked: LockedRecheckContext): Promise<AliasResponse> {
  const { is, times } = await aliasResponseNow(work, locked);
  if (is === "silent" && times < 2) return "waiting";
  return is === "not-asked" && locked.recheck.openedOn < work.today ? "silent" : is;
}
