import { Address } from "@/components/ui/exact";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon } from "@/components/ui/status-icon";
import { SummaryList } from "@/components/ui/summary-list";

/** A request for another contact alias as typed and validated, with what a person should review. */
export function WishSummary({
  oldAddress,
  newAddress,
  reason,
  reachesTeam,
  warnings,
  change,
}: {
  oldAddress: string | null;
  newAddress: string;
  reason: string;
  reachesTeam: string;
  /** Sentences. */
  warnings: readonly string[];
  /** Where it can be changed; left out once it is asked. */
  change?: string;
}) {
  const link = change === undefined ? {} : { change: { href: change } };
  return (
    <SummaryList
      rows={[
        { label: "Current address", value: oldAddress === null ? "Stays" : <Address address={oldAddress} /> },
        { label: "New address", value: <Address address={newAddress} />, ...link },
        { label: "Reason", value: <QuotedText text={reason} />, ...link },
        ...(reachesTeam === "" ? [] : [{ label: "Why it reaches a team", value: <QuotedText text={reachesTeam} />, ...link }]),
        ...(warnings.length === 0
          ? []
          : [
              {
                label: "Points to check",
                value: (
                  <ul className="list">
                    {warnings.map((sentence) => (
                      <li key={sentence}>
                        <StatusIcon shape="check" word={sentence} />
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]),
      ]}
    />
  );
}
