import { and, eq, gte, inArray } from "drizzle-orm";
import { letter, memberAnswer, recheckAnswer } from "@/db/schema";
import { dayOf } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { moveNow } from "@/lib/member/commands/move-now";
import { openRemoval } from "@/lib/removal/commands/propose";
import { outcomeOf, type Reaction } from "../answers";
import { pass } from "./end";
import { foundAgainst, reactionNow } from "./facts";
import { aboutRecheck, writeToCommittee } from "./letters";
import type { RecheckApproach } from "./lock";
import { questionsOf } from "./questions";
import { standingVerdict } from "./said";

/** What became of answers that were sent: passed, given to the committee now, or still waiting (for the alias, or for the committee). */
export type Settled = "passed" | "told" | "waits";

/**
 * Carries answers that were sent on: they pass at once, wait for the contact alias, or go to the committee, which is told once. Never
 * by itself while a removal is open: then people read what was said.
 */
export async function settle(work: Work, approach: RecheckApproach): Promise<Settled> {
  const { recheck, member } = approach;
  const asked = await questionsOf(work.tx, recheck.id);
  if (asked.some(({ closedBy }) => closedBy === null)) return "waits"; // somebody reads it, and has asked back; a withdrawn question is none
  const said = await work.tx.select({ says: recheckAnswer.says }).from(recheckAnswer).where(eq(recheckAnswer.recheckId, recheck.id));
  const late = (await openRemoval(work, member.id)) !== null;
  const outcome = outcomeOf({
    says: said.map(({ says }) => says),
    foundNotMet: await foundNotMet(work, approach),
    foundAgainst: await foundAgainst(work, member.id),
    reaction: await patiently(work, approach),
  });
  if (outcome.is === "pass" && !late) {
    await pass(work, approach);
    return "passed";
  }
  if (outcome.is === "wait" && !late) return "waits";
  const since = recheck.answeredAt ?? work.now;
  const [told] = await work.tx
    .select({ id: letter.id })
    .from(letter)
    .where(
      and(
        eq(letter.subjectKind, "recheck"),
        eq(letter.subjectId, recheck.id),
        eq(letter.kind, "recheck-answered"),
        gte(letter.createdAt, since),
      ),
    )
    .limit(1);
  if (told !== undefined) return "waits";
  await writeToCommittee(work, approach, aboutRecheck(recheck), "recheck-answered", {
    organization: member.name,
    reference: recheck.reference,
    answeredOn: dayOf(since),
    move: await moveNow(work, { member, list: approach.list, reader: "committee", kinds: ["recheck"] }),
    why: late ? "late" : outcome.is === "read" ? outcome.why : "check",
  });
  return "told";
}

async function foundNotMet(work: Work, { recheck, member }: RecheckApproach): Promise<boolean> {
  const [found] = await work.tx
    .select({ criterion: memberAnswer.criterion })
    .from(memberAnswer)
    .where(
      and(eq(memberAnswer.memberId, member.id), inArray(memberAnswer.criterion, [...recheck.criteria]), eq(standingVerdict, "not-met")),
    )
    .limit(1);
  return found !== undefined;
}

/** An alias that is silent gets its second letter before its silence counts; one that nobody could ask counts as silent after a day. */
async function patiently(work: Work, approach: RecheckApproach): Promise<Reaction> {
  const { is, times } = await reactionNow(work, approach);
  if (is === "silent" && times < 2) return "waiting";
  return is === "not-asked" && approach.recheck.openedOn < work.today ? "silent" : is;
}
