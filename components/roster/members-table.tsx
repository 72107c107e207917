import { DataTable, type TableRow } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Address } from "@/components/ui/exact";
import { type StatusIconShape, StatusIconStrip } from "@/components/ui/status-icon";
import { answeredQuickly } from "@/lib/alias/rules";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

export type MembersRow =
  /** The reader has a conflict of interest: the name, and nothing else. */
  | { readonly key: string; readonly organization: string; readonly recused: true }
  | {
      readonly key: string;
      readonly organization: string;
      readonly recused?: false;
      readonly href: string;
      readonly standing: string;
      /** Who has to act, what, and by when; null for those who read dates only. */
      readonly status: string | null;
      /** One per criterion, in order; none for those who read dates only. */
      readonly icons: readonly StatusIconShape[];
      /** An address where the reader may see it, else its domain. */
      readonly aliases: readonly { readonly text: string; readonly answeredOn: CalendarDay | null; readonly quickly: boolean }[];
      readonly nextRecheck: { readonly on: CalendarDay; readonly word?: string; readonly late?: boolean } | null;
      readonly representative: string | null;
      readonly since: CalendarDay;
    };

const columns = [
  { head: "Organization", names: true },
  { head: "Standing" },
  { head: "Next action" },
  { head: "Contact alias" },
  { head: "Next re-check" },
  { head: "Representative" },
  { head: "Since" },
];

/** Members by name; under 48rem each is a card. */
export function MembersTable({ caption, rows }: { caption: string; rows: readonly MembersRow[] }) {
  return <DataTable caption={caption} columns={columns} rows={rows.map(membersRow)} />;
}

function membersRow(row: MembersRow): TableRow {
  if (row.recused) {
    const messages = (
      <span key="standing" className="quiet">
        You have a conflict of interest
      </span>
    );
    return { key: row.key, cells: [row.organization, messages, "", "", "", "", ""] };
  }
  const { key, organization, href, standing, status, icons, aliases, nextRecheck, representative, since } = row;
  return {
    key,
    cells: [
      <a key="organization" href={href}>
        {organization}
      </a>,
      <span key="standing">
        {standing}
        {icons.length === 0 ? null : (
          <span className="block">
            <StatusIconStrip shapes={icons} />
          </span>
        )}
      </span>,
      status ?? "",
      aliases.length === 0 ? (
        ""
      ) : (
        <span key="alias">
          {aliases.map(({ text, answeredOn, quickly }) => (
            <span key={text} className="block">
              <Address address={text} />
              <span className="quiet block">
                {quickly ? (
                  answeredQuickly
                ) : answeredOn === null ? (
                  "Not answered yet"
                ) : (
                  <>
                    Answered <Day day={answeredOn} as="short" />
                  </>
                )}
              </span>
            </span>
          ))}
        </span>
      ),
      nextRecheck === null ? (
        ""
      ) : (
        <span key="recheck">
          <Day day={nextRecheck.on} as="short" />
          {nextRecheck.word === undefined ? null : (
            <span className={nextRecheck.late ? "overdue block" : "quiet block"}>{nextRecheck.word}</span>
          )}
        </span>
      ),
      representative ?? "",
      <Day key="since" day={since} as="short" />,
    ],
  };
}
