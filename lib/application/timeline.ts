import { type Day, dayOf } from "@/lib/kernel/calendar";
import { type DecisionClock, decisionClock } from "@/lib/list/clock";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import type { ApplicantView } from "./applicant-view";
import { openQuestions } from "./status-banner";

/** One line of the applicant's log. What happened has its moment; what is expected has a day, or none while the deadline is paused. */
export type Happening = {
  readonly at: Day | Date | null;
  readonly title: string;
  readonly sentence?: string;
  readonly actor?: string;
  readonly expected?: boolean;
};

/** The log of an application as its contacts may read it: expected on top, then newest first. Names nobody of the committee. */
export function timelineOf(view: ApplicantView, list: ListDefinition): readonly Happening[] {
  return [...expected(view, list), ...past(view, list).toSorted(newestFirst)];
}

/** The deadline of the decision; null before the application is sent. It was paused while a question of the committee was open. */
export function clockOf(view: ApplicantView, list: ListDefinition): DecisionClock | null {
  if (view.submittedAt === null) return null;
  const stops = view.questions.map(({ askedAt, answeredAt, closedAt }) => {
    const end = answeredAt ?? closedAt;
    return { from: dayOf(askedAt), to: end === null ? null : dayOf(end) };
  });
  return decisionClock({ submittedOn: dayOf(view.submittedAt), today: view.today, stops, rule: list.decision });
}

/** "Day 6 of 10, waited 4 days for you" */
export function clockWords({ dayNumber, of, waitedDays, running, overdueBy }: DecisionClock): string {
  const waited = waitedDays > 0 ? `, waited ${days(waitedDays)} for you` : "";
  if (overdueBy > 0) return `${days(overdueBy)} late${waited}`;
  return `Day ${dayNumber} of ${of}${waited}${running ? "" : ". The deadline is paused"}`;
}

/** What is still to come. While a question is open no day of the decision is named: it follows from the day of the answer. */
function expected(view: ApplicantView, list: ListDefinition): readonly Happening[] {
  const decision = { title: "The committee decides", expected: true };
  const questions = openQuestions(view).map(
    ({ criterion, dueOn }): Happening => ({ at: dueOn, title: `You answer our question on ${title(list, criterion)}`, expected: true }),
  );
  if (view.status === "information_requested")
    return [
      { at: null, ...decision, sentence: "The deadline is paused until you answer. After that, this page shows the date." },
      ...questions.toSorted(newestFirst),
    ];
  const due = view.decisionDueOn;
  return view.status === "submitted" && due !== null && due >= view.today ? [{ at: due, ...decision }] : [];
}

function past(view: ApplicantView, list: ListDefinition): readonly Happening[] {
  const { alias, decision } = view;
  return [
    { at: view.createdAt, title: "The draft was started" },
    ...when(view.submittedAt, { title: "The application was sent", actor: "You or a colleague" }),
    ...(alias === null ? [] : [{ at: alias.askedAt, title: "An email went to the contact alias", sentence: alias.address }]),
    ...when(alias?.answeredAt, { title: "A person answered at the contact alias", sentence: alias?.answeredBy ?? undefined }),
    ...view.questions.flatMap(({ criterion, askedAt, answeredAt, closedAt }) => [
      {
        at: askedAt,
        title: `The committee asked about ${title(list, criterion)}`,
        sentence: "The deadline was paused from then on.",
        actor: "Committee",
      },
      ...when(answeredAt, { title: `You answered our question on ${title(list, criterion)}`, actor: "You or a colleague" }),
      ...(answeredAt === null ? when(closedAt, { title: `The question on ${title(list, criterion)} was closed` }) : []),
    ]),
    ...when(view.withdrawnAt, { title: "The application was withdrawn" }),
    ...when(decision?.releasedAt, {
      title: decision?.outcome === "accepted" ? "The application was accepted" : "The application was declined",
      actor: "Committee",
    }),
  ];
}

function when(at: Date | null | undefined, told: Omit<Happening, "at">): readonly Happening[] {
  return at ? [{ at, ...told }] : [];
}

function title(list: ListDefinition, criterion: string): string {
  return `“${criterionByKey(list, criterion)?.title ?? criterion}”`;
}

function days(count: number): string {
  return `${count} ${count === 1 ? "day" : "days"}`;
}

function newestFirst(one: Happening, other: Happening): number {
  return new Date(other.at ?? 0).getTime() - new Date(one.at ?? 0).getTime();
}
