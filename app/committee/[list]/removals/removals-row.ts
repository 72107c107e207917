import type { RemovalsRow } from "@/components/removal/removals-table";
import { type Day, dayOf, relativeDays } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { capital } from "@/lib/list/words";
import { actions, type OpenTask } from "@/lib/member/open-task";
import { statusLine } from "@/lib/member/status";
import { removalStatusWords } from "@/lib/removal/lifecycle";
import { becauseWords } from "@/lib/removal/possible-reasons";
import type { RemovalRow } from "@/lib/removal/queries/removals";

/** One removal as its row shows it. */
export function removalsRow({ slug }: ListDefinition, row: RemovalRow, { today, reviews }: { today: Day; reviews: boolean }): RemovalsRow {
  const { reference, organization } = row;
  if (row.view === "recused") return { reference, organization, recused: true };
  const ended = row.endedAt === null ? null : { on: dayOf(row.endedAt) };
  return {
    reference,
    organization,
    href: `/committee/${slug}/removals/${reference}`,
    actions: actionsOf(row, reviews),
    because: capital(becauseWords[row.because]),
    proposedOn: dayOf(row.proposedAt),
    day: ended ?? (row.earliestOn === null ? null : { on: row.earliestOn, word: relativeDays(today, row.earliestOn) }),
  };
}

/** Whether a removal waits for this very reader. */
export function needsMyAction(row: RemovalRow, reviews: boolean): boolean {
  return row.view !== "recused" && row.openTasks.some((openTask) => isMine(openTask, row, reviews));
}

type Known = Exclude<RemovalRow, { view: "recused" }>;

function isMine({ actor, action }: OpenTask, { mayAgree, mayRelease, appealIsForViewer }: Known, reviews: boolean): boolean {
  if (actor !== "committee") return false;
  switch (action) {
    case actions.agree:
      return mayAgree;
    case actions.letGo:
      return mayRelease;
    case actions.readAppeal:
      return reviews && appealIsForViewer;
    default:
      return reviews;
  }
}

/** Everything it asks, one line each. */
function actionsOf(row: Known, reviews: boolean): readonly string[] {
  if (row.openTasks.length === 0) return [removalStatusWords[row.status]];
  const lines = row.openTasks.map((openTask) => ({ mine: isMine(openTask, row, reviews), line: statusLine(openTask) }));
  return lines.map(({ mine, line }) => (mine ? line.replace("Committee:", "Action needed:") : line));
}
