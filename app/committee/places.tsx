import { Tabs } from "@/components/ui/tabs";

const places = {
  applications: { path: "", words: "Applications" },
  members: { path: "/members", words: "Members" },
  "alias-changes": { path: "/alias-changes", words: "Alias changes" },
  requests: { path: "/join-requests", words: "Requests" },
  rechecks: { path: "/rechecks", words: "Re-checks" },
  removals: { path: "/removals", words: "Removals" },
  alarms: { path: "/alarms", words: "Alarms" },
  criteria: { path: "/criteria", words: "Criteria" },
  roster: { path: "/roster", words: "Mailing list" },
} as const;

export type CommitteePlace = keyof typeof places;

/** The rooms of a list's committee, the open one marked. */
export function CommitteePlaces({ list, at }: { list: string; at: CommitteePlace }) {
  return (
    <Tabs
      label="Committee"
      tabs={Object.entries(places).map(([place, { path, words }]) => ({
        href: `/committee/${list}${path}`,
        words,
        current: place === at,
      }))}
    />
  );
}
