import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { StatusIcon } from "@/components/ui/status-icon";
import type { CriterionStanding, CriterionState } from "@/lib/member/standing";

/** The meaning of each icon for a member's criterion. */
const words: Readonly<Record<CriterionState, string>> = {
  met: "Met",
  "not-met": "Not met",
  reading: "In progress",
  check: "Cannot tell",
  "not-yet": "Not yet",
};

/** One row per criterion: its icon with its text, when it was last confirmed, and the reason for its status. */
export function CriterionIcons({ standings, caption }: { standings: readonly CriterionStanding[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      columns={[{ head: "Criterion", names: true }, { head: "Standing" }, { head: "Last confirmed" }, { head: "Why" }]}
      rows={standings.map(({ criterion, title, state, confirmedOn, from, sentence }) => ({
        key: criterion,
        cells: [
          title,
          <StatusIcon key="icon" shape={state} word={words[state]} />,
          confirmedOn === null ? "Never" : <Day key="day" day={confirmedOn} as="short" />,
          state === "met" && from === null ? "" : sentence, // the date is enough
        ],
      }))}
    />
  );
}
