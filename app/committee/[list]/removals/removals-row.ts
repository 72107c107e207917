import type { RemovalsRow } from "@/components/removal/removals-table";
import { type Day, dayOf, relativeDays } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { capital } from "@/lib/list/words";
import { becauseWords } from "@/lib/removal/grounds";
import type { RemovalRow } from "@/lib/removal/queries/removals";

type Seat = { readonly reviews: boolean; readonly chairs: boolean };

/** One removal as its row shows it. */
export function removalsRow({ slug }: ListDefinition, row: RemovalRow, { today, ...seat }: Seat & { today: Day }): RemovalsRow {
  const { reference, organization } = row;
  if (row.view === "recused") return { reference, organization, recused: true };
  const ended = row.endedAt === null ? null : { on: dayOf(row.endedAt) };
  return {
    reference,
    organization,
    href: `/committee/${slug}/removals/${reference}`,
    move: moveOf(row, seat),
    because: capital(becauseWords[row.because]),
    proposedOn: dayOf(row.proposedAt),
    day: ended ?? { on: row.carryOutOn, word: relativeDays(today, row.carryOutOn) },
  };
}

type Known = Exclude<RemovalRow, { view: "recused" }>;

/** Whether a removal waits for this very reader. */
export function isMyMove(row: RemovalRow, { reviews, chairs }: Seat): boolean {
  if (row.view === "recused") return false;
  if (row.held) return chairs;
  if (row.status !== "proposed") return false;
  return row.hasFirst ? chairs && !row.firstIsViewer : reviews;
}

function moveOf(row: Known, seat: Seat): string {
  if (row.status === "stopped") return "Stopped";
  if (row.status === "carried-out") return row.appealOpen ? "Carried out; an appeal is read" : "Carried out";
  if (row.held) return seat.chairs ? "Your move: let it go, or stop it" : "A chair lets it go, or stops it";
  if (row.appealOpen) return "An appeal is read";
  if (row.status === "agreed") return "Waits for its day";
  if (!row.hasFirst) return seat.reviews ? "Your move: stand behind it, or stop it" : "Somebody stands behind it, or stops it";
  return isMyMove(row, seat) ? "Your move: agree, or stop it" : "A second person agrees, or stops it";
}
