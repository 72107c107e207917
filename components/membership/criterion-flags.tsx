import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Flag } from "@/components/ui/flag";
import type { CriterionFlag, FlagState } from "@/lib/member/standing";

/** What each shape says about a member's criterion. */
const words: Readonly<Record<FlagState, string>> = {
  met: "Met",
  "not-met": "Not met",
  reading: "In progress",
  check: "Cannot tell",
  "not-yet": "Not yet",
};

/** One row per criterion: its flag with its word, when it was last confirmed, and why it stands as it does. */
export function CriterionFlags({ flags, caption }: { flags: readonly CriterionFlag[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      columns={[{ head: "Criterion", names: true }, { head: "Standing" }, { head: "Last confirmed" }, { head: "Why" }]}
      rows={flags.map(({ criterion, title, state, confirmedOn, from, sentence }) => ({
        key: criterion,
        cells: [
          title,
          <Flag key="flag" shape={state} word={words[state]} />,
          confirmedOn === null ? "Never" : <Day key="day" day={confirmedOn} as="short" />,
          state === "met" && from === null ? "" : sentence, // its day says it all
        ],
      }))}
    />
  );
}
