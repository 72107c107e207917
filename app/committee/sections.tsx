import { Tabs } from "@/components/ui/tabs";
import { maySeeAlerts } from "@/lib/evidence/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { mayReadMember, mayReviewMember, maySeeMembers } from "@/lib/organization/permissions";
import { maySeeQueue } from "@/lib/review/permissions";

type Section = {
  readonly path: string;
  readonly words: string;
  /** Whether the page opens for somebody at all; each thing on it has a check of its own. */
  readonly may: (actor: Actor, list: string) => boolean;
};

const reviews = (actor: Actor, list: string) => mayReviewMember(actor, { list, recused: false });
const reads = (actor: Actor, list: string) => mayReadMember(actor, { list, recused: false });

const sections = {
  applications: { path: "", words: "Applications", may: maySeeQueue },
  members: { path: "/members", words: "Members", may: maySeeMembers },
  "alias-changes": { path: "/alias-changes", words: "Alias changes", may: maySeeMembers },
  requests: { path: "/join-requests", words: "Requests", may: reviews },
  rechecks: { path: "/rechecks", words: "Re-checks", may: reads },
  removals: { path: "/removals", words: "Removals", may: maySeeMembers },
  alerts: { path: "/alerts", words: "Alerts", may: maySeeAlerts },
  criteria: { path: "/criteria", words: "Criteria", may: maySeeMembers },
  roster: { path: "/roster", words: "Mailing list", may: maySeeMembers },
} as const satisfies Record<string, Section>;

export type CommitteeSection = keyof typeof sections;

type Props = { list: string; at: CommitteeSection; viewer: Actor };

/** Links to the pages of a list's committee that open for the viewer, the open one marked. */
export function CommitteeSections({ list, at, viewer }: Props) {
  return (
    <Tabs
      label="Committee"
      tabs={Object.entries(sections)
        .filter(([, { may }]) => may(viewer, list))
        .map(([section, { path, words }]) => ({ href: `/committee/${list}${path}`, words, current: section === at }))}
    />
  );
}
