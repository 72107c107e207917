import { z } from "zod";
import { addDays } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { silenceRemovalDay } from "@/lib/member/commands/action-now";
import { writeToMember } from "@/lib/member/commands/write-to";
import { mayReviewMember } from "@/lib/organization/permissions";
import { asIfRunning, dueDay, graceEndsOn } from "../rules";
import { updateFields } from "./advance";
import { aboutRecheck, calendarOf } from "./emails";
import { factsOf } from "./facts";
import { lockRecheck } from "./lock";

const input = z.strictObject({ recheckId: z.uuid() });

/** A reviewer without conflict has everybody at the member reminded now. Once a day: a repeated request writes nothing. */
export const remindNow = command("remindNow", input, async (work, { recheckId }) => {
  const locked = await lockRecheck(work, recheckId);
  const { recheck, member, actor, subject, list } = locked;
  work.authorize(mayReviewMember(actor, subject));
  refuseUnless(recheck.status === "open", "Reminders can be sent for open re-checks only.", "conflict");
  if (recheck.lastRemindedOn === work.today) return work.nothingToDo();

  const facts = asIfRunning(await factsOf(work, locked), work.today);
  const about = aboutRecheck(recheck);
  const beside = await silenceRemovalDay(work, { member, list });
  const names = { organization: member.name, reference: recheck.reference, dueOn: dueDay(facts), ...beside };
  if (names.dueOn < work.today)
    await writeToMember(work, member, about, "recheck-grace-period", {
      ...names,
      graceEndsOn: graceEndsOn(facts) ?? addDays(work.today, list.recheck.graceDays),
      last: false,
    });
  else
    await writeToMember(work, member, about, "recheck-reminder", {
      ...names,
      because: "committee",
      reason: "",
      calendar: calendarOf(work, recheck, { on: names.dueOn }),
    });
  await updateFields(work, recheck, { lastRemindedOn: work.today });
  work.audit("recheck.reminded", about, { number: recheck.reminders, kind: "by-hand" });
});
