import { DataTable, type TableRow } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { DeadlineTicks } from "@/components/ui/deadline-ticks";
import { Reference } from "@/components/ui/exact";
import { type StatusIconShape, StatusIconStrip } from "@/components/ui/status-icon";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

export type QueueRow =
  | {
      reference: string;
      recused?: false;
      organization: string;
      href: string;
      /** One per criterion, in order. */
      icons: readonly StatusIconShape[];
      /** The verb: "Assess 4 criteria", "Vote", "Write the email"; "Waits for the applicant" when it is theirs. */
      action: string;
      deadline: { used: number; of: number; words: string; paused?: boolean };
      due?: CalendarDay;
      /** Why there is no day. */
      noDue?: string;
      /** "overdue by 2 days", "due tomorrow". */
      dueWord?: string;
      late?: boolean;
    }
  /** The reader stepped aside: that it exists, and nothing else. */
  | { reference: string; recused: true };

const columns = [
  { head: "Applicant", names: true },
  { head: "Criteria" },
  { head: "Action needed" },
  { head: "Deadline" },
  { head: "Decision due" },
];

/** Applications in the order given, nearest deadline first as the page asks for it; under 48rem each is a card. */
export function QueueTable({ caption, rows }: { caption: string; rows: readonly QueueRow[] }) {
  return <DataTable caption={caption} columns={columns} rows={rows.map(queueRow)} />;
}

function queueRow(row: QueueRow): TableRow {
  if (row.recused) {
    return {
      key: row.reference,
      cells: [
        <Reference key="reference" reference={row.reference} />,
        "",
        <span key="action" className="quiet">
          You have a conflict of interest
        </span>,
        "",
        "",
      ],
    };
  }
  const { reference, organization, href, icons, action, deadline, due, noDue = "No date yet", dueWord, late = false } = row;
  return {
    key: reference,
    cells: [
      <span key="applicant">
        <a href={href}>{organization}</a>
        <br />
        <span className="quiet">
          <Reference reference={reference} />
        </span>
      </span>,
      icons.length === 0 ? "" : <StatusIconStrip key="criteria" shapes={icons} />,
      action,
      <DeadlineTicks key="deadline" {...deadline} late={late} />,
      due === undefined ? (
        <span key="due" className="quiet">
          {noDue}
        </span>
      ) : (
        <span key="due">
          <Day day={due} as="short" />
          {dueWord === undefined ? null : <span className={late ? "overdue block" : "quiet block"}>{dueWord}</span>}
        </span>
      ),
    ],
  };
}
