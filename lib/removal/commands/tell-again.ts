import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { isPerson } from "@/lib/kernel/actor";
import { addDays, laterDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { firstTime } from "@/lib/kernel/first-time";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { mayReviewMember } from "@/lib/organization/permissions";
import { factsOf, loadRemovalForUpdate, refuseUnlessOpen } from "./load-removal";
import { tellMember } from "./propose";

/**
 * Emails the member again, to its current people and aliases, because the first email is not known to have arrived. Once a day.
 * Until it is notified, the earliest date is computed again.
 */
export const tellAgain = command("tellAgain", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { removal: held, reasons, member, list, actor, subject } = await loadRemovalForUpdate(work, { reference });
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  refuseUnlessOpen(held, member);
  refuseUnless(held.firstBy !== null, "Nobody has approved this yet, so the member has not been told.");
  if (!(await firstTime(work, `removal-told:${held.id}:${work.today}`))) {
    work.nothingToDo();
    return;
  }
  const { notifiedOn } = await factsOf(work, held);
  const carryOutOn = notifiedOn === null ? laterDay(held.carryOutOn, addDays(work.today, list.removal.noticeDays)) : held.carryOutOn;
  await tellMember(work, { member, list, reasons, removal: { ...held, carryOutOn } });
});
