import type { EmailCalendar } from "@/lib/email/data";
import { type EmailSubject, writeEmail } from "@/lib/email/write";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { addDays, type Day, dayOf, daysBetween } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { silenceRemovalDay } from "@/lib/member/commands/action-now";
import { addressesOf, writeToCommittee } from "@/lib/member/commands/write-to";
import { troubleSentence } from "../contactability";
import { afterPause, dueDay, graceEndsOn, nextCheckOn, nextStep, type OpenRecheck, type Step } from "../rules";
import { updateFields } from "./advance";
import { aboutRecheck, calendarOf, eachOnce } from "./emails";
import { aliasResponseNow, factsOf } from "./facts";
import type { LockedRecheck, LockedRecheckContext } from "./lock";
import { askAliasResponse } from "./test-alias-response";

type Walked = { readonly done: readonly Step["do"][]; readonly recheck: LockedRecheck };

/**
 * Takes the steps of an open re-check until nothing more is due today: when a deadline continues, an email may be due. An expiry is the
 * last step, and is the caller's: it closes the re-check and proposes a removal. Returns what was done, and the re-check as it is then.
 */
export async function takeSteps(work: Work, locked: LockedRecheckContext): Promise<Walked> {
  const done: Step["do"][] = [];
  let { recheck } = locked;
  let facts = await factsOf(work, locked);
  for (let step = nextStep(facts, work.today); step.do !== "wait"; step = nextStep(facts, work.today)) {
    done.push(step.do);
    if (step.do === "expire") return { done, recheck };
    const change = await take(work, { ...locked, recheck }, facts, step);
    recheck = { ...recheck, ...change };
    facts = { ...facts, ...change, onItsWay: facts.onItsWay || step.do === "remind" || step.do === "escalate" };
  }
  const nextCheckOn = await nextCheckOf(work, { ...locked, recheck }, facts);
  if (done.length > 0 || nextCheckOn !== recheck.nextCheckOn) await updateFields(work, recheck, { ...changeOf(recheck), nextCheckOn });
  return { done, recheck };
}

type Change = Pick<LockedRecheck, "reminders" | "lastRemindedOn" | "pausedOn" | "pausedBecause" | "pausedDays" | "graceFrom">;

function changeOf({ reminders, lastRemindedOn, pausedOn, pausedBecause, pausedDays, graceFrom }: Change): Change {
  return { reminders, lastRemindedOn, pausedOn, pausedBecause, pausedDays, graceFrom };
}

async function take(
  work: Work,
  locked: LockedRecheckContext,
  facts: OpenRecheck,
  step: Exclude<Step, { do: "wait" | "expire" }>,
): Promise<Partial<Change>> {
  const { recheck, member, list } = locked;
  const about = aboutRecheck(recheck);
  switch (step.do) {
    case "pause":
      await raiseAlert(work, {
        list: list.slug,
        memberId: member.id,
        kind: "deadline-paused",
        sentence: troubleSentence(step.because, "about this re-check"),
      });
      work.audit("recheck.paused", about, { because: step.because });
      return { pausedOn: work.today, pausedBecause: step.because };
    case "resume":
      work.audit("recheck.resumed", about, { days: daysBetween(facts.pausedOn ?? work.today, work.today) });
      return { pausedOn: null, pausedBecause: null, ...afterPause(facts, work.today) };
    case "remind":
      await remind(work, locked, facts, step);
      work.audit("recheck.reminded", about, { number: step.number, kind: step.kind });
      return { reminders: step.number, lastRemindedOn: work.today };
    case "escalate":
      await remind(work, locked, facts, step);
      await writeToCommittee(work, locked, about, "recheck-escalated", {
        organization: member.name,
        reference: recheck.reference,
        dueOn: dueDay(facts),
        graceEndsOn: lastGraceDay(work, facts),
        last: step.kind === "grace-period-ends",
      });
      work.audit("recheck.escalated", about, { number: step.number, kind: step.kind });
      return { reminders: step.number, lastRemindedOn: work.today };
  }
}

/** From half time on everybody at the member gets the email, and the contact alias does. */
async function remind(
  work: Work,
  { recheck, member, list }: LockedRecheckContext,
  facts: OpenRecheck,
  { kind }: Extract<Step, { kind: unknown }>,
): Promise<void> {
  const { aliases, people } = await addressesOf(work, member);
  const about = aboutRecheck(recheck);
  const beside = await silenceRemovalDay(work, { member, list });
  const names = { organization: member.name, reference: recheck.reference, dueOn: dueDay(facts), ...beside };
  const calendar = calendarOf(work, recheck, { on: names.dueOn });
  for (const recipient of eachOnce([...people.map(({ email }) => email), ...aliases]))
    await write(work, recipient, about, { names, calendar, kind, facts });
}

/** The last day of the grace period; while nobody is known to have been notified, as if an email of today arrives today. */
function lastGraceDay({ today }: Work, facts: OpenRecheck): Day {
  return graceEndsOn(facts) ?? addDays(today, facts.cadence.graceDays);
}

async function write(
  work: Work,
  recipient: string,
  about: EmailSubject,
  {
    names,
    calendar,
    kind,
    facts,
  }: {
    readonly names: { readonly organization: string; readonly reference: string; readonly dueOn: Day; readonly removalOn?: Day };
    readonly calendar: EmailCalendar;
    readonly kind: Extract<Step, { kind: unknown }>["kind"];
    readonly facts: OpenRecheck;
  },
): Promise<void> {
  const last = kind === "grace-period-ends";
  switch (kind) {
    case "due":
      return writeEmail(work, "recheck-due", recipient, about, { ...names, calendar });
    case "grace-period":
    case "grace-period-ends": {
      const endsOn = lastGraceDay(work, facts);
      return writeEmail(work, "recheck-grace-period", recipient, about, {
        ...names,
        graceEndsOn: last && endsOn < work.today ? work.today : endsOn,
        last,
      });
    }
    case "opened":
      return writeEmail(work, "recheck-opened", recipient, about, { ...names, calendar });
    default:
      return writeEmail(work, "recheck-reminder", recipient, about, { ...names, because: "time", reason: "", calendar });
  }
}

/** Nobody has reacted at the contact alias in time: it is asked once more. */
export async function remindAlias(work: Work, locked: LockedRecheckContext): Promise<boolean> {
  const { is, times } = await aliasResponseNow(work, locked);
  const neverAsked = is === "not-asked" && locked.recheck.openedOn < work.today; // its job was lost, or the mailbox had too many emails
  return (neverAsked || (is === "silent" && times === 1)) && askAliasResponse(work, locked);
}

/** The day on which the alias will have been silent for too long counts too. */
async function nextCheckOf(work: Work, locked: LockedRecheckContext, facts: OpenRecheck): Promise<Day> {
  const reminderScheduleDay = nextCheckOn(facts, work.today);
  const { is, askedAt } = await aliasResponseNow(work, locked);
  if (is !== "waiting" || askedAt === null) return reminderScheduleDay;
  const silentOn = addDays(dayOf(new Date(askedAt.getTime() + locked.list.recheck.aliasResponseHours * 3_600_000)), 1);
  return silentOn > work.today && silentOn < reminderScheduleDay ? silentOn : reminderScheduleDay;
}
