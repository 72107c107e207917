import { z } from "zod";
import { isPerson } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { addressesOf } from "@/lib/member/commands/write-to";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { advance } from "@/lib/recheck/commands/advance";
import { aboutRecheck } from "@/lib/recheck/commands/emails";
import { type LockedRecheckContext, lockRecheck, versionInput } from "@/lib/recheck/commands/lock";
import { loadRecheckAnswers } from "@/lib/recheck/commands/recheck-answers";
import { refuseUnlessAnswerable } from "@/lib/recheck/commands/save-recheck-answer";
import { readyToSend } from "@/lib/recheck/reading";
import { type Outcome, resolveOutcome } from "./resolve-outcome";

const input = z.strictObject({
  recheckId: z.uuid(),
  /** Of the re-check, as its check page was rendered. */
  version: versionInput,
  truth: z.literal("yes", { error: "Confirm that the information here is true" }),
});

/**
 * Sends the answers to a re-check as a whole. It names every open point. When everything is still true and nothing speaks against it,
 * the re-check passes at once; otherwise the committee reads it. Of two people who send at once, one has sent it.
 */
export const answerRecheck = command("answerRecheck", input, async (work, { recheckId, version }): Promise<Outcome> => {
  const locked = await lockRecheck(work, recheckId);
  const { recheck, member, list, actor } = locked;
  work.authorize(mayAnswerForMember(actor, member));
  await refuseUnlessAnswerable(work, recheck);
  refuseUnless(version === recheck.version, "An answer was changed after you opened this page. Check it, then send it.", "conflict");

  const { aliases } = await addressesOf(work, member);
  const problems = readyToSend(await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today, unsent: true }));
  if (problems.length > 0) throw new Refusal("The answers are not complete yet.", { kind: "input", problems });
  return send(work, locked);
});

/** The answers are sent: from here they are settled by themselves, or by the committee. One that had expired is open again first. */
export async function send(work: Work, locked: LockedRecheckContext, facts: { readonly byPhone?: boolean } = {}): Promise<Outcome> {
  const { recheck, member } = locked;
  refuseUnless(member.leftOn === null, "The organization has left the list.", "conflict");
  const open = recheck.status === "expired" ? await advance(work, recheck, "reopen", { endedOn: null }) : recheck;
  const answered = await advance(work, open, "answer", {
    ...facts,
    answeredAt: work.now,
    answeredBy: isPerson(work.actor) ? work.actor.personId : null,
    pausedOn: null,
    pausedBecause: null,
    nextCheckOn: addDays(work.today, 1),
  });
  work.audit("recheck.answered", aboutRecheck(recheck));
  return resolveOutcome(work, { ...locked, recheck: answered });
}
