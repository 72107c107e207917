import { eq } from "drizzle-orm";
import { z } from "zod";
import { removal } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { roleOf } from "@/lib/kernel/actor";
import { addDays, dayOf, isDay, laterDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import { mayReviewMember } from "@/lib/organization/permissions";

import { aboutRemoval } from "./emails";
import { factsOf, loadRemovalForUpdate, refuseUnlessOpen } from "./load-removal";

const input = z.strictObject({
  reference: referenceInput,
  on: z.string().refine(isDay, { error: "Enter the date as year, month and day, such as 2026-12-04" }),
  with: singleLine(200, { name: "The person", empty: "Enter who you spoke with" }),
});

/**
 * A committee member told a representative in a conversation: reasons, date, how to appeal. It counts like a delivered email from that
 * day on. Only the first conversation is stored, because the notice period starts with it.
 */
export const recordRemovalContact = command("recordRemovalContact", input, async (work, { reference, on, with: spokenWith }) => {
  const { removal: held, member, list, actor, subject } = await loadRemovalForUpdate(work, { reference });
  work.authorize(mayReviewMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnlessOpen(held, member);
  refuseUnless(held.toldAt !== null, "Nobody has approved this yet, so the member has not been told.");
  refuseUnless(on <= work.today && on >= dayOf(held.toldAt), "The date must not be in the future, or before the member was told.");
  if (held.spokenOn !== null) {
    refuseUnless(held.spokenBy === actor.personId && held.spokenOn === on, "A conversation is already recorded.", "conflict");
    work.nothingToDo();
    return;
  }
  const { notifiedOn } = await factsOf(work, { ...held, spokenOn: on });
  const carryOutOn = laterDay(held.carryOutOn, addDays(notifiedOn ?? on, list.removal.noticeDays)); // never before the day that was told
  await work.tx.update(removal).set({ spokenOn: on, spokenWith, spokenBy: actor.personId, carryOutOn }).where(eq(removal.id, held.id));
  work.audit("removal.spoken", aboutRemoval(held), { on, carryOutOn }, roleOf(actor, held.list));
});
