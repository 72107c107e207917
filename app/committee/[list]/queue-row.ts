import { verdictIcons } from "@/components/review/findings-matrix";
import type { QueueRow } from "@/components/review/queue-table";
import type { StatusIconShape } from "@/components/ui/status-icon";
import { type Day, dayOf, relativeDays, shortDate } from "@/lib/kernel/calendar";
import type { DecisionClock } from "@/lib/list/clock";
import type { ListDefinition } from "@/lib/list/definition";
import { count } from "@/lib/list/words";
import type { CriterionProgress } from "@/lib/review/queries/facts";
import type { QueueItem } from "@/lib/review/queries/queue";
import { pathOf } from "../path";

/** A row of the queue as shown in its table. */
export function queueRow(list: ListDefinition, item: QueueItem, today: Day): QueueRow {
  if (item.recused) return { reference: item.reference, recused: true };
  const { reference, organization, progress, nextAction, clock, decidedAt } = item;
  const paused = decidedAt === null && !clock.running;
  const late = decidedAt === null && clock.overdueBy > 0;
  return {
    reference,
    organization,
    href: pathOf({ list: list.slug, reference }),
    icons: progress.map(shapeOf),
    action:
      nextAction.mine && nextAction.by !== null && nextAction.by !== clock.dueOn
        ? `${nextAction.words}, by ${shortDate(nextAction.by)}`
        : nextAction.words,
    deadline: {
      used: clock.dayNumber,
      of: clock.of,
      words: decidedAt === null ? clockWords(clock) : `decided ${relativeDays(today, dayOf(decidedAt))}`,
      paused,
    },
    ...(paused && !late ? { noDue: "The deadline is paused" } : { due: clock.dueOn }),
    ...(decidedAt === null
      ? { dueWord: late ? `overdue by ${count(clock.overdueBy, "working day")}` : relativeDays(today, clock.dueOn) }
      : {}),
    late,
  };
}

/** The icon of a criterion in the row. */
function shapeOf({ verdict, stale }: Pick<CriterionProgress, "verdict" | "stale">): StatusIconShape {
  return verdict === null ? "not-yet" : stale ? "reading" : verdictIcons[verdict].shape;
}

/** "day 6 of 10, waited 4 days for the applicant" */
export function clockWords({ dayNumber, of, waitedDays }: DecisionClock): string {
  return `day ${dayNumber} of ${of}${waitedDays === 0 ? "" : `, waited ${count(waitedDays, "day")} for the applicant`}`;
}
