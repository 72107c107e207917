import { sql } from "drizzle-orm";
import { z } from "zod";
import { recheckAnswer, recheckContact } from "@/db/schema";
import { isPerson } from "@/lib/kernel/actor";
import { addDays, isDay } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { mayReviewMember } from "@/lib/organization/permissions";
import { updateFields } from "./advance";
import { send } from "./answer-recheck";
import { aboutRecheck, addressesOf } from "./emails";
import { type LockedRecheckContext, lockRecheck, versionInput } from "./lock";
import { loadRecheckAnswers } from "./recheck-answers";
import { refuseUnlessAnswerable } from "./save-recheck-answer";

const input = z.strictObject({
  recheckId: z.uuid(),
  version: versionInput,
  spokeWith: singleLine(200, { name: "Who", empty: "Enter who you spoke with, or who wrote" }),
  spokeOn: z.string().refine(isDay, "Enter the date, such as 2026-12-04"),
  said: manyLines(2000, { name: "What was said", empty: "Enter what was said" }),
  /** "reached": they were reached, and answer themselves. */
  answer: z.enum(["all-still-true", "changed", "reached"], { error: "Select the result" }),
  /** Criteria that changed or no longer hold. */
  changed: z.array(z.string().max(100)).default([]),
});

/**
 * A reviewer without a conflict of interest records what somebody at the member said by phone, or in a reply to an email: who,
 * when, what. The member counts as notified, and an answer counts as its answer, even a late one. Nobody has to use the form.
 */
export const recordByPhone = command(
  "recordByPhone",
  input,
  async (work, { recheckId, version, spokeWith, spokeOn, said, answer, changed }) => {
    const locked = await lockRecheck(work, recheckId);
    const { recheck, actor, subject } = locked;
    work.authorize(mayReviewMember(actor, subject));
    if (!isPerson(actor)) throw notAllowed();
    await refuseUnlessAnswerable(work, recheck);
    refuseUnless(version === recheck.version, "Something changed after you opened this page. Check it again.", "conflict");
    refuseUnless(
      spokeOn <= work.today && spokeOn >= recheck.openedOn,
      "The date must be between the opening of the re-check and today.",
      "input",
    );
    refuseUnless(answer !== "changed" || changed.length > 0, "Select what has changed or is no longer true.", "input");
    refuseUnless(
      changed.every((key) => recheck.criteria.includes(key)),
      "Select only criteria that this re-check asks about.",
      "input",
    );

    await work.tx.insert(recheckContact).values({ recheckId, spokeWith, spokeOn, said, recordedAt: work.now, recordedBy: actor.personId });
    work.audit("recheck.contact_recorded", aboutRecheck(recheck), { spokeOn, answer });
    if (answer === "reached") return updateFields(work, recheck, { nextCheckOn: addDays(work.today, 1) });
    await writeDown(work, locked, answer === "changed" ? changed : [], said);
    await send(work, locked, { byPhone: true });
  },
);

/** The answers per criterion: a changed one has the recorded text, and keeps the earlier statement until somebody has reviewed it. */
async function writeDown(
  work: Work,
  { recheck, member, list }: LockedRecheckContext,
  changed: readonly string[],
  words: string,
): Promise<void> {
  const { aliases } = await addressesOf(work, member);
  const again = await loadRecheckAnswers(work.tx, { list, recheck, member, aliases, day: work.today, unsent: true });
  const rows = again.map(({ criterion: { key }, statement }) => ({
    recheckId: recheck.id,
    criterion: key,
    says: changed.includes(key) || statement === null ? ("changed" as const) : ("still-true" as const),
    draft: { ...statement },
    words: changed.includes(key) ? words : "",
    saidAt: work.now,
    saidBy: null,
  }));
  await work.tx
    .insert(recheckAnswer)
    .values(rows)
    .onConflictDoUpdate({
      target: [recheckAnswer.recheckId, recheckAnswer.criterion],
      set: {
        says: sql`excluded.says`,
        draft: sql`excluded.draft`,
        words: sql`excluded.words`,
        saidAt: sql`excluded.said_at`,
        saidBy: sql`excluded.said_by`,
        version: sql`${recheckAnswer.version} + 1`,
      },
    });
}
