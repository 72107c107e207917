import { sql } from "drizzle-orm";
import { z } from "zod";
import { recheckAnswer } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { addressesOf } from "@/lib/member/commands/write-to";
import { mayAnswerForMember } from "@/lib/organization/permissions";
import { updateFields } from "./advance";
import { aboutRecheck } from "./emails";
import { lockRecheck, versionInput } from "./lock";
import { loadRecheckAnswers } from "./recheck-answers";
import { refuseUnlessAnswerable } from "./save-recheck-answer";

const input = z.strictObject({ recheckId: z.uuid(), version: versionInput });

/** Answers "still true" for everything without an answer. Sends nothing. */
export const sayAllStillTrue = command("sayAllStillTrue", input, async (work, { recheckId, version }) => {
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
