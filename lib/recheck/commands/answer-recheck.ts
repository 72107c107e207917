import { sql } from "drizzle-orm";
import { z } from "zod";
import { recheckAnswer } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { readyToSend } from "../reading";
import { advance, updateFields } from "./advance";
import { aboutRecheck, addressesOf } from "./emails";
import { type LockedRecheckContext, lockRecheck, versionInput } from "./lock";
import { loadRecheckAnswers } from "./recheck-answers";
import { type Outcome, resolveOutcome } from "./resolve-outcome";
import { refuseUnlessAnswerable } from "./save-recheck-answer";

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

const allInput = z.strictObject({ recheckId: z.uuid(), version: versionInput });

/** Answers "still true" for everything without an answer. Sends nothing. */
export const sayAllStillTrue = command("sayAllStillTrue", allInput, async (work, { recheckId, version }) => {
  const { recheck, member, list, actor } = await lockRecheck(work, recheckId);
  work.authorize(mayAnswerForMember(actor, member));
  if (!isPerson(actor)) throw notAllowed();
  await refuseUnlessAnswerable(work, recheck);
  const { aliases } = await addressesOf(work, member);
  const again = await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today, unsent: true });
  const open = again.filter(({ response, statement }) => response === null && statement !== null);
  if (open.length === 0) return work.nothingToDo();
  refuseUnless(version === recheck.version, "An answer was changed after you opened this page. Check it, then continue.", "conflict");
  await work.tx
    .insert(recheckAnswer)
    .values(
      open.map(({ criterion, statement }) => ({
        recheckId,
        criterion: criterion.key,
        says: "still-true" as const,
        draft: { ...statement },
        saidAt: work.now,
        saidBy: actor.personId,
      })),
    )
    .onConflictDoUpdate({ target: [recheckAnswer.recheckId, recheckAnswer.criterion], set: { version: sql`${recheckAnswer.version}` } });
  await updateFields(work, recheck, {});
  for (const { criterion } of open)
    work.audit("recheck.answer_saved", aboutRecheck(recheck), { criterion: criterion.key, says: "still-true" });
});
