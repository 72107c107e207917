import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Address } from "@/components/ui/exact";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

export type RosterRow = { organization: string; product?: string; address?: string; since: CalendarDay };

/**
 * Who is on the list. Addresses are shown only when `heads.address` is given, which is the list's own decision;
 * the product column appears when any row has one.
 */
export function RosterTable({
  heads,
  rows,
  caption,
}: {
  heads: { organization: string; address?: string; since?: string };
  rows: readonly RosterRow[];
  caption: string;
}) {
  if (rows.length === 0) return <Empty>No members yet. An organization appears here when it is accepted.</Empty>;
  const products = rows.some(({ product }) => product !== undefined && product !== "");
  const columns = [
    { head: heads.organization, names: true },
    ...(products ? [{ head: "Product" }] : []),
    ...(heads.address === undefined ? [] : [{ head: heads.address }]),
    { head: heads.since ?? "Member since" },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows.map(({ organization, product, address, since }) => ({
        key: `${organization} ${since}`,
        cells: [
          organization,
          ...(products ? [product ?? ""] : []),
          ...(heads.address === undefined ? [] : [address === undefined ? "" : <Address key="address" address={address} />]),
          <Day key="since" day={since} as="short" />,
        ],
      }))}
    />
  );
}

/** How fresh the roster is: as of when, and when a person last marked a plan as applied to the mailing list. */
export function RosterNote({ asOf, appliedOn }: { asOf: CalendarDay; appliedOn?: CalendarDay }) {
  return (
    <p className="meta">
      As of <Day day={asOf} />
      {appliedOn === undefined ? null : (
        <>
          ; mailing list last updated on <Day day={appliedOn} />
        </>
      )}
      .
    </p>
  );
}
