import { addDays, type Day, daysBetween } from "@/lib/kernel/calendar";
import type { Problem } from "@/lib/kernel/refusal";
import { type Answer, fieldsOf } from "@/lib/list/answer";
import type { Criterion } from "@/lib/list/definition";
import { disownedPoint } from "./alias-progress";
import type { ReadCriterion } from "./reading";

/** A draft expires after this time; its contacts are reminded some days before. */
export const draftDays = 60;
export const draftReminderDays = 7;

/** What may wait of pasted mails in one draft, in characters as the database counts them; one form holds less than that. */
export const unplacedLimits = { parts: 40, partsOfOneMail: 20, characters: 300_000 } as const;

/** How much of it is shown on other pages; the page of the pasted email shows everything. */
export const unplacedShown = { parts: 8, characters: 3000 } as const;

export type TaskStatus = "completed" | "in progress" | "not yet started" | "there is a problem";

/** What keeps an answer that reads from being sent: the person has two texts of the criterion, or a reader disowned the alias. */
export type Obstacles = { readonly conflicts: readonly string[]; readonly disowned: readonly string[] };

/**
 * The progress of one criterion. The author marks it as finished; a finished answer that is invalid, waits for a choice
 * between two texts, or names an alias that its reader disowned, is a problem.
 */
export function taskStatus({ criterion, stored, reading }: ReadCriterion, { conflicts, disowned }: Obstacles): TaskStatus {
  if (conflicts.includes(criterion.key) || namesOneOf(disowned, reading)) return "there is a problem";
  if (stored === null || reading === null) return "not yet started";
  if (!stored.finished) return "in progress";
  return reading.ok ? "completed" : "there is a problem";
}

/** Whether the page of a criterion asks its author if it is finished: only where there is much to write. */
export function asksIfFinished(criterion: Criterion): boolean {
  return fieldsOf(criterion).some(({ type, optional }) => !optional && (type === "textarea" || type === "rows"));
}

/** What is missing or wrong in one criterion, each as a complete sentence. */
export function openPoints({ criterion, stored, reading }: ReadCriterion, { conflicts, disowned }: Obstacles): readonly string[] {
  if (conflicts.includes(criterion.key)) return ["Choose which of two texts to keep"];
  if (stored === null || reading === null) return ["Not answered yet"];
  if (!reading.ok) return [...new Set(reading.problems.map(({ message }) => message))];
  if (reading.answer.kind === "policy-acceptance" && !reading.answer.accepted)
    return ["Your organization does not accept the policy. Without it the application cannot be sent"];
  if (namesOneOf(disowned, reading)) return [disownedPoint];
  if (!stored.finished)
    return [asksIfFinished(criterion) ? "Say whether this section is finished" : "Check what is entered here, and save it"];
  return [];
}

/** Whether the answer names one of these addresses as contact alias. */
export function namesOneOf(addresses: readonly string[], reading: ReadCriterion["reading"]): boolean {
  return reading?.ok === true && reading.answer.kind === "contact-alias" && addresses.includes(reading.answer.address);
}

/** Every open point of every criterion that keeps an application from being sent. Empty means that it is ready. */
export function readyToSubmit(read: readonly ReadCriterion[], obstacles: Obstacles): readonly Problem[] {
  return read.flatMap((each) =>
    openPoints(each, obstacles).map((point) => ({
      field: each.criterion.key,
      message: `${each.number}. ${each.criterion.title}: ${point}`,
    })),
  );
}

/** What today asks of a draft. One reminder, also after an outage; the end comes after the last day. */
export function draftStep({ draftEndsOn, reminded }: { draftEndsOn: Day; reminded: boolean }, today: Day): "wait" | "remind" | "end" {
  if (today > draftEndsOn) return "end";
  return !reminded && today >= addDays(draftEndsOn, -draftReminderDays) ? "remind" : "wait";
}

export type QuestionStep = { readonly do: "wait" } | { readonly do: "remind"; readonly reminders: number } | { readonly do: "escalate" };

/**
 * What today asks of an open question. Reminders that were missed are caught up with one email; silence goes back to the
 * committee once, and never refuses anybody.
 */
export function questionStep(
  question: { dueOn: Day; reminders: number; escalated: boolean },
  today: Day,
  remindBeforeDays: readonly number[],
): QuestionStep {
  if (today > question.dueOn) return question.escalated ? { do: "wait" } : { do: "escalate" };
  const reminders = remindBeforeDays.filter((days) => daysBetween(today, question.dueOn) <= days).length;
  return question.reminders < reminders ? { do: "remind", reminders } : { do: "wait" };
}

/** The next day after today on which an open question asks for something, or null when nothing is left to do by itself. */
export function nextQuestionDay(question: { dueOn: Day }, today: Day, remindBeforeDays: readonly number[]): Day | null {
  const days = [...remindBeforeDays.map((before) => addDays(question.dueOn, -before)), addDays(question.dueOn, 1)];
  return days.filter((day) => day > today).sort()[0] ?? null;
}

/**
 * What an answer says "no" to: "declined", the embargo policy was not accepted; "elsewhere", not on the other list yet; null for every
 * other answer. It is not a mistake; the page says what follows from it.
 */
export function saysNo(answer: Answer): "declined" | "elsewhere" | null {
  if (answer.kind === "policy-acceptance" && !answer.accepted) return "declined";
  return answer.kind === "listed-elsewhere" && !answer.listed ? "elsewhere" : null;
}
