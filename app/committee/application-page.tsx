import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { Tabs } from "@/components/ui/tabs";
import type { Person } from "@/lib/kernel/actor";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import type { Problem } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import type { ApplicationForReview } from "@/lib/review/queries/application";
import { PortalPage } from "../portal-page";
import { Done, type Here, statusBannerOf } from "./here";
import { pathOf } from "./path";

export type TabName = "criteria" | "discussion" | "questions" | "vote" | "email" | "log";

type Props = {
  here: Here;
  tab: TabName;
  title: React.ReactNode;
  caption?: React.ReactNode;
  lede?: React.ReactNode;
  problems?: readonly Problem[];
  done?: string;
  children: React.ReactNode;
};

/** The frame of every page about one application: who acts next, a link back, its name, its pages. */
export function ApplicationPage({ here, tab, title, caption, lede, problems = [], done, children }: Props) {
  const { list, head, today } = here;
  return (
    <PortalPage list={list} statusBanner={statusBannerOf(head, today)} at={`/committee/${list.slug}`}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <Done word={done} />}
      <BackLink href={`/committee/${list.slug}`} words="Queue" />
      <PageHeading caption={caption ?? captionOf(head)} title={title} lede={lede} />
      {head.view === "recused" ? null : <Tabs label="Pages of this application" tabs={tabsOf(here, tab)} />}
      <div className="stack mt-6">{children}</div>
    </PortalPage>
  );
}

function captionOf(head: ApplicationForReview): string {
  return head.view === "recused" ? head.reference : `${head.organization}, ${head.reference}`;
}

const tabs: readonly {
  name: TabName;
  words: string;
  path: string;
  for: (view: ApplicationForReview["view"], person: Person, list: string) => boolean;
}[] = [
  { name: "criteria", words: "Criteria", path: "", for: () => true },
  { name: "discussion", words: "Discussion", path: "discussion", for: seesDiscussion },
  { name: "questions", words: "Questions to the applicant", path: "questions", for: (view) => view === "full" },
  { name: "vote", words: "Vote", path: "vote", for: seesDiscussion },
  { name: "email", words: "Email", path: "email", for: (view) => view === "full" },
  { name: "log", words: "Log", path: "log", for: () => true },
];

/** The pages that this reader can open; the others answer as if they did not exist. */
function tabsOf({ head, list, person }: Here, open: TabName) {
  return tabs
    .filter((tab) => tab.for(head.view, person, list.slug))
    .map(({ name, words, path }) => ({
      words,
      href: pathOf({ list: list.slug, reference: head.reference }, ...(path === "" ? [] : [path])),
      current: name === open,
    }));
}

function seesDiscussion(view: ApplicationForReview["view"], person: Person, list: string): boolean {
  return view === "full" || hasCommitteeRole(person, list, "auditor");
}

/** A problem of a whole criterion belongs to no field of the page, so it is a sentence without a link. */
export function unlinked(problems: readonly Problem[], { criteria }: ListDefinition): readonly Problem[] {
  return problems.map((problem) => (criteria.some(({ key }) => key === problem.field) ? { ...problem, field: "" } : problem));
}
