import { z } from "zod";
import { isPerson } from "@/lib/kernel/actor";
import { isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { mayReviewMember } from "@/lib/organization/permissions";
import { lockRecheck, versionInput } from "@/lib/recheck/commands/lock";
import { recordContact } from "@/lib/recheck/commands/record-contact";
import { refuseUnlessAnswerable } from "@/lib/recheck/commands/save-recheck-answer";
import { send } from "./answer-recheck";

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

    await recordContact(work, locked, { spokeWith, spokeOn, said, answer, changed, by: actor.personId });
    if (answer !== "reached") await send(work, locked, { byPhone: true });
  },
);
