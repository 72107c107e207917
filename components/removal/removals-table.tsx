import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Reference } from "@/components/ui/exact";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

export type RemovalsRow =
  | { readonly reference: string; readonly organization: string; readonly recused: true }
  | {
      readonly reference: string;
      readonly organization: string;
      readonly recused?: false;
      readonly href: string;
      /** Who has to act, in words: one line for each part. */
      readonly actions: readonly string[];
      readonly because: string;
      readonly proposedOn: CalendarDay;
      readonly day: { readonly on: CalendarDay; readonly word?: string } | null;
    };

/** Removals in the order given; of those on which the reader has a conflict of interest there is the name alone. */
export function RemovalsTable({ caption, dayHead, rows }: { caption: string; dayHead: string; rows: readonly RemovalsRow[] }) {
  return (
    <DataTable
      caption={caption}
      columns={[{ head: "Member", names: true }, { head: "Next action" }, { head: "Why" }, { head: "Proposed" }, { head: dayHead }]}
      rows={rows.map((row) => ({
        key: row.reference,
        cells: row.recused
          ? [
              row.organization,
              <span key="action" className="quiet">
                You have a conflict of interest
              </span>,
              "",
              "",
              "",
            ]
          : [
              <span key="member">
                <a href={row.href}>{row.organization}</a>
                <br />
                <span className="quiet">
                  <Reference reference={row.reference} />
                </span>
              </span>,
              row.actions.map((action) => (
                <span key={action} className="block">
                  {action}
                </span>
              )),
              row.because,
              <Day key="proposed" day={row.proposedOn} as="short" />,
              row.day === null ? (
                ""
              ) : (
                <span key="day">
                  <Day day={row.day.on} as="short" />
                  {row.day.word === undefined ? null : <span className="quiet block">{row.day.word}</span>}
                </span>
              ),
            ],
      }))}
    />
  );
}
