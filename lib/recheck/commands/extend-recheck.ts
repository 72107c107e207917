import { z } from "zod";
import { isPerson } from "@/lib/kernel/actor";
import { addDays, isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { silenceRemovalDay } from "@/lib/member/commands/action-now";
import { writeToMember } from "@/lib/member/commands/write-to";
import { mayReviewMember } from "@/lib/organization/permissions";
import { longestExtensionDays, nextCheckOn, rungsDue } from "../rules";
import { updateFields } from "./advance";
import { aboutRecheck, calendarOf } from "./emails";
import { factsOf } from "./facts";
import { lockRecheck, versionInput } from "./lock";

const input = z.strictObject({
  recheckId: z.uuid(),
  version: versionInput,
  until: z.string().refine(isDay, "Enter a date, such as 2026-12-04"),
  reason: manyLines(1000, { name: "Reason", empty: "Enter a reason. The member will read it" }),
});

/** A reviewer without conflict gives a member more time, with a reason that the member reads: the reminder schedule begins anew before the new day. */
export const extendRecheck = command("extendRecheck", input, async (work, { recheckId, version, until, reason }) => {
  const locked = await lockRecheck(work, recheckId);
  const { recheck, member, list, actor, subject } = locked;
  work.authorize(mayReviewMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  refuseUnless(recheck.status === "open", "Only an open re-check can be given more time.", "conflict");
  refuseUnless(version === recheck.version, "Something changed after you opened this page. Check it again.", "conflict");
  refuseUnless(
    until > work.today && until <= addDays(work.today, longestExtensionDays),
    `Choose a date from tomorrow on, at most ${longestExtensionDays} days from now.`,
    "input",
  );

  const anew = { dueOn: until, pausedOn: null, pausedBecause: null, pausedDays: 0, graceFrom: null, lastRemindedOn: work.today };
  const facts = { ...(await factsOf(work, { ...locked, recheck: { ...recheck, ...anew } })), onItsWay: true };
  const reminders = rungsDue(facts, work.today).length;
  await updateFields(work, recheck, {
    ...anew,
    reminders,
    nextCheckOn: nextCheckOn({ ...facts, reminders }, work.today),
    extendedBy: actor.personId,
    extendedBecause: reason,
  });
  const about = aboutRecheck(recheck);
  await writeToMember(work, member, about, "recheck-reminder", {
    organization: member.name,
    reference: recheck.reference,
    dueOn: until,
    because: "moved",
    reason,
    calendar: calendarOf(work, recheck, { on: until }),
    ...(await silenceRemovalDay(work, { member, list })),
  });
  work.audit("recheck.extended", about, { dueOn: until });
});
