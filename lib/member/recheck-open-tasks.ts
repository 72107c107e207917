import { addDays, type Day, laterDay } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenItems } from "./open-items";
import { actions, ahead, answering, everybody, type OpenTask, type StatusFacts } from "./open-task";

/**
 * An open re-check, and whether its answers were sent; null without one. Its date is null while it is shown with a removal:
 * then the date of the removal is the one that counts.
 */
export type OpenRecheck = { readonly reference: string; readonly dueOn: Day | null; readonly isAnswered: boolean } | null;

/** The re-check of a membership that is under way on a day. */
export function openRecheck({ open }: Pick<StatusFacts, "open">, today: Day): OpenRecheck {
  const { recheck } = open;
  if (recheck === null || recheck.status === "expired") return null;
  const dueOn = isBesideRemoval(open) ? null : recheckDueOn(recheck, today);
  return { reference: recheck.reference, dueOn, isAnswered: recheck.status === "answered" };
}

/** The open task of an open or expired re-check, unless it is shown with the removal that is based on it. */
export function recheckOpenTasks(
  list: ListDefinition,
  { nextRecheckOn, open: { recheck, removal } }: StatusFacts,
  today: Day,
): readonly OpenTask[] {
  if (recheck === null || isBesideRemoval({ recheck, removal })) return [];
  return newestRecheckOpenTasks(list, { nextRecheckOn, recheck }, today);
}

/** Whether the newest re-check is shown with the open removal: an answer resolves the silence, and nobody can approve before it is read. */
export function isBesideRemoval({ recheck, removal }: Pick<OpenItems, "recheck" | "removal">): boolean {
  return removal !== null && (removal.forSilence || recheck?.status === "answered");
}

/** What the newest re-check asks, whatever else is open. */
export function newestRecheckOpenTasks(
  list: ListDefinition,
  { nextRecheckOn, recheck }: { readonly nextRecheckOn: Day; readonly recheck: NonNullable<OpenItems["recheck"]> },
  today: Day,
): readonly OpenTask[] {
  const { reference, status } = recheck;
  const about = { kind: "recheck", title: `Re-check ${reference}`, reference, wasDueOn: null, mayAct: answering } as const;
  const answer = {
    ...about,
    actor: "member",
    action: actions.answerRecheck,
    goTo: { page: "recheck", words: actions.answerRecheck },
  } as const;
  if (status === "expired")
    return [
      { ...answer, by: ahead(nextRecheckOn, today), otherwise: "The next re-check will ask again; the committee can propose a removal." },
    ];
  if (status === "answered") return [answeredOpenTask(list, about, recheck, today)];
  const due = recheckDueOn(recheck, today);
  if (today <= due) {
    const otherwise = `The re-check is overdue after that day, and a grace period of ${list.recheck.graceDays} days begins.`;
    return [{ ...answer, by: due, otherwise }, ...(recheck.pausedOn === null ? [] : [reachRecheck(about, due)])];
  }
  const ends = lastGraceDay(list, recheck, today);
  const late = { by: ends, wasDueOn: due };
  const told = recheck.graceFrom === null ? " The grace period runs from the day on which an email about it arrives." : "";
  const otherwise = `The grace period ends on that day, and a removal will be proposed to the committee.${told}`;
  return [
    { ...answer, ...late, otherwise },
    { ...reachRecheck(about, ends), wasDueOn: due, otherwise },
  ];
}

function reachRecheck(about: Pick<OpenTask, "kind" | "title" | "reference" | "wasDueOn" | "mayAct">, by: Day): OpenTask {
  return {
    ...about,
    actor: "committee",
    action: actions.callMember,
    by,
    otherwise: "The deadline is paused until emails are known to arrive.",
    goTo: { page: "recheck", words: "See the re-check" },
    internal: true,
  };
}

function answeredOpenTask(
  { recheck: { aliasResponseHours } }: ListDefinition,
  about: Pick<OpenTask, "kind" | "title" | "reference" | "wasDueOn" | "mayAct">,
  { aliasAskedOn, questionDueOn = null }: NonNullable<OpenItems["recheck"]>,
  today: Day,
): OpenTask {
  if (questionDueOn !== null && today <= questionDueOn)
    return {
      ...about,
      actor: "member",
      action: actions.answerQuestion,
      by: questionDueOn,
      otherwise:
        "The deadline for the re-check is paused until then. If you do not answer, the committee will decide based on the information it has.",
      goTo: { page: "recheck", words: "See the question" },
    };
  const goTo = { page: "recheck", words: "See the answers" };
  const answerBy = aliasAskedOn === null ? null : addDays(aliasAskedOn, Math.ceil(aliasResponseHours / 24));
  if (questionDueOn === null && answerBy !== null && today <= answerBy)
    return {
      ...about,
      actor: "member",
      action: actions.answerAlias,
      by: answerBy,
      otherwise: "The committee will read the answers to the re-check instead.",
      mayAct: everybody,
      goTo,
    };
  return {
    ...about,
    actor: "committee",
    action: questionDueOn === null ? actions.reviewAnswers : actions.decideWithoutAnswer,
    by: null,
    otherwise: "Nothing changes for the organization until somebody does.",
    goTo,
  };
}

/** The day by which an open re-check is due: days on which its deadline was or is paused do not count. */
export function recheckDueOn(
  { dueOn, pausedDays, pausedOn }: { readonly dueOn: Day; readonly pausedDays: number; readonly pausedOn: Day | null },
  today: Day,
): Day {
  return addDays(dueOn, pausedDays + daysPaused(pausedOn, today));
}

/** The last day of the grace period of a late re-check; if nobody is known to have been told, as if that happened today. */
function lastGraceDay({ recheck }: ListDefinition, { graceFrom, pausedOn }: NonNullable<OpenItems["recheck"]>, today: Day): Day {
  if (graceFrom === null) return addDays(today, recheck.graceDays);
  const stood = pausedOn === null ? 0 : daysPaused(laterDay(pausedOn, graceFrom), today);
  return addDays(graceFrom, recheck.graceDays + stood);
}

function daysPaused(pausedOn: Day | null, today: Day): number {
  return pausedOn === null ? 0 : Math.max(0, (Date.parse(today) - Date.parse(pausedOn)) / 86_400_000);
}
