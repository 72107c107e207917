import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { PauseCause } from "./contactability";
import type { RuleChange, Showing } from "./rule-changes";
import { patienceDays, workingDaysBefore } from "./rules";

/** Working days before the day of a rule change on which everybody at the member is written to once more. */
const lastWorkingDays = 3;

/** A reminder sooner after another email is left out. */
const apartDays = 3;

/** The reminders of a rule change: the number of each is its position here, from 1. */
const reminderKinds = ["half-time", "last-days"] as const;
type ReminderKind = (typeof reminderKinds)[number];

/** The dated facts of a member that was told of a rule change. */
export type ToldMember = {
  /** The day from which it counts. */
  readonly since: Day;
  readonly toldOn: Day;
  /** Whether the member meets it, as far as is known: "not-shown" means no answer, "not-met" is an answer. */
  readonly is: Showing["is"];
  /** When the current answer was given, also an earlier one. */
  readonly answeredOn: Day | null;
  /** Number of the last reminder that was written, or caught up. */
  readonly reminders: number;
  /** The day on which somebody of the member is known to have been told: the first email that arrived. */
  readonly notifiedOn: Day | null;
  /** What makes it uncertain whether the member was notified; null when nothing does. */
  readonly trouble: PauseCause | null;
  /** An email is on its way, and it is too early to know whether it arrives. */
  readonly onItsWay: boolean;
  /** When the committee was told last that it is unknown whether the member was notified. */
  readonly deliveryUnconfirmedOn: Day | null;
  readonly graceDays: number;
  readonly freeDays: readonly Day[];
};

export type RuleChangeStep =
  | { readonly do: "wait" }
  /** One email to the people of the member, however many nights were missed. */
  | { readonly do: "remind"; readonly number: number; readonly kind: ReminderKind }
  /** The same, and to its contact aliases too. "late": it counts already, and nobody there was notified of it. */
  | { readonly do: "escalate"; readonly number: number; readonly kind: ReminderKind | "late" }
  /** The committee is told that it is unknown whether the member was notified. */
  | { readonly do: "report-unconfirmed"; readonly because: PauseCause }
  | { readonly do: "close" }
  | { readonly do: "propose" };

/**
 * The step that is due today for a member that was told of a rule change. Before it takes effect: reminders for members that have not shown it, a last one for
 * members that answered "no", missed days caught up with one email. From that day on: it is closed, or a removal is
 * proposed. Nobody is proposed without notice: an email has to have arrived before the day, or the grace period counts from the one that arrives later,
 * and if none does, the committee is told instead.
 */
export function nextRuleChangeStep(facts: ToldMember, today: Day): RuleChangeStep {
  const counts = facts.since <= today;
  if (facts.is === "met") return counts ? { do: "close" } : { do: "wait" };
  const notified = notifiedOn(facts);
  if (notified === null && facts.trouble !== null && (counts || isCertain(facts.trouble)))
    return isReported(facts, today) ? { do: "wait" } : { do: "report-unconfirmed", because: facts.trouble };
  if (!counts) return reminderOf(facts, today);
  if (notified !== null) return proposedFrom(facts, notified) <= today ? { do: "propose" } : { do: "wait" };
  return facts.onItsWay ? { do: "wait" } : { do: "escalate", number: reminderKinds.length, kind: "late" };
}

/** A member that has answered since it was told was notified, whether or not the emails arrived. */
function notifiedOn(facts: ToldMember): Day | null {
  return facts.notifiedOn ?? (saidNo(facts) ? facts.answeredOn : null);
}

/** Whether the committee has the case already. From the day of the rule change on it gets it anew, and again when it let it rest for as many days as the grace period. */
function isReported({ deliveryUnconfirmedOn, since, graceDays }: ToldMember, today: Day): boolean {
  if (deliveryUnconfirmedOn === null) return false;
  return today < since || (deliveryUnconfirmedOn >= since && today < addDays(deliveryUnconfirmedOn, graceDays));
}

/** The first day on which a removal is proposed: the day of the rule change, or the day after a grace period that began with the first email to arrive. */
export function proposedFrom({ since, graceDays }: Pick<ToldMember, "since" | "graceDays">, notifiedOn: Day): Day {
  return notifiedOn < since ? since : addDays(notifiedOn, graceDays + 1);
}

/**
 * The next day on which a member that was told has to be checked before the rule change takes effect: the next reminder, and every
 * other day while nobody is known to have been notified.
 */
export function nextRuleChangeCheck(facts: ToldMember, today: Day): Day {
  const days = [
    facts.since,
    ...remindersOf(facts).map(({ on }) => on),
    ...(notifiedOn(facts) === null ? [addDays(today, patienceDays)] : []),
  ];
  return days.filter((day) => day > today).sort()[0] ?? addDays(today, 1);
}

/** An email that came back, or never could leave, will not arrive any more; one that waits, or of which nobody tells, still may. */
function isCertain(trouble: PauseCause): boolean {
  return trouble !== "emails-wait" && trouble !== "cannot-tell";
}

function reminderOf(facts: ToldMember, today: Day): RuleChangeStep {
  if (facts.trouble === "emails-wait" && notifiedOn(facts) === null) return { do: "wait" }; // more emails would wait beside it
  const due = remindersOf(facts)
    .filter(({ kind, on }) => on <= today && isWanted(kind, on, facts))
    .at(-1);
  if (due === undefined || due.number <= facts.reminders) return { do: "wait" };
  return { do: due.kind === "last-days" ? "escalate" : "remind", number: due.number, kind: due.kind };
}

/** A member that answered "no" gets one last email, unless it answered after that was due. */
function isWanted(kind: ReminderKind, on: Day, facts: ToldMember): boolean {
  return !saidNo(facts) || (kind === "last-days" && facts.answeredOn < on);
}

/** Whether it was told and has answered, and does not meet it. */
function saidNo(facts: ToldMember): facts is ToldMember & { readonly answeredOn: Day } {
  return facts.is === "not-met" && facts.answeredOn !== null && facts.answeredOn >= facts.toldOn;
}

type Reminder = { readonly kind: ReminderKind; readonly number: number; readonly on: Day };

/** The reminders with their days: a member that was told late gets fewer. */
function remindersOf({ toldOn, since, freeDays }: Pick<ToldMember, "toldOn" | "since" | "freeDays">): readonly Reminder[] {
  const last = workingDaysBefore(since, lastWorkingDays, freeDays);
  const half = addDays(toldOn, Math.floor(daysBetween(toldOn, since) / 2));
  const [from, until] = [addDays(toldOn, apartDays), addDays(last, -apartDays)];
  const days: Readonly<Record<ReminderKind, Day | null>> = {
    "half-time": from <= half && half <= until ? half : null,
    "last-days": from <= last ? last : null,
  };
  return reminderKinds.flatMap((kind, index) => {
    const on = days[kind];
    return on === null ? [] : [{ kind, number: index + 1, on }];
  });
}

/** A member that is told of a rule change on a day: nothing has happened yet. */
export function toldNow(
  { since }: Pick<RuleChange, "since">,
  { recheck, decision }: Pick<ListDefinition, "recheck" | "decision">,
  today: Day,
): ToldMember {
  const { graceDays } = recheck;
  const { freeDays } = decision;
  return {
    since,
    toldOn: today,
    is: "not-shown",
    answeredOn: null,
    reminders: 0,
    notifiedOn: null,
    trouble: null,
    onItsWay: true,
    deliveryUnconfirmedOn: null,
    graceDays,
    freeDays,
  };
}
