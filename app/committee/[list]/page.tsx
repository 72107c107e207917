import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { QueueTable } from "@/components/review/queue-table";
import { Empty } from "@/components/ui/empty";
import { Chips, FilterForm } from "@/components/ui/filter-form";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { Tabs } from "@/components/ui/tabs";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { committeeQueue, mostCounted, type QueueTab, queueCounts, queueTabs } from "@/lib/review/queries/queue";
import { listOr404, PortalPage, personOrSignIn } from "../../portal-page";
import type { Search } from "../here";
import { MissingPeople } from "../missing-people";
import { CommitteeSections } from "../sections";
import { queueRow } from "./queue-row";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

const tabWords: Readonly<Record<QueueTab, string>> = {
  "for-me": "For me",
  open: "All open",
  waiting: "Waiting for applicant",
  decided: "Decided",
};
const empty: Readonly<Record<QueueTab, string>> = {
  "for-me":
    "Nothing is waiting for you. An application appears here when it is assigned to you, open for a vote, or ready for you to decide.",
  open: "No application is open. One appears here when an organization sends it.",
  waiting: "No application is waiting for its applicant. One appears here when the committee asks a question.",
  decided: "No application has been decided yet. Accepted and declined applications appear here.",
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Queue – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The applications of a list, nearest deadline first. The address is the only state. */
export default async function QueuePage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}`;
  const person = await personOrSignIn(here);
  const search = await searchParams;
  const deciders = hasCommitteeRole(person, list.slug, "reviewer", "chair");
  const tab = queueTabs.find((name) => name === search.for) ?? (deciders ? "for-me" : "open");
  const q = (search.q ?? "").trim();
  const today = dayOf(new Date());
  const [queue, counts] = await Promise.all([
    committeeQueue(person, list, { tab, q, cursor: search.after, today }),
    queueCounts(person, list, today),
  ]);
  if (queue === null || counts === null) notFound();

  const to = (more: Record<string, string>) => `${here}?${new URLSearchParams({ for: tab, ...(q === "" ? {} : { q }), ...more })}`;
  return (
    <PortalPage list={list} at={here} statusBanner={statusBannerOf(counts, deciders)}>
      <CommitteeSections list={list.slug} at="applications" viewer={person} />
      <PageHeading
        title="Applications"
        caption="Committee"
        lede={
          <>
            {deciders
              ? "Applications that are waiting for you come first, sorted by deadline. "
              : "You can see the progress of each application. "}
            <a href={`${here}/settings`}>Settings and rules</a>
          </>
        }
      />
      <MissingPeople list={list.slug} viewer={person} />
      <Tabs
        label="Which applications"
        tabs={queueTabs
          .filter((name) => deciders || name !== "for-me")
          .map((name) => ({ href: `${here}?for=${name}`, words: tabWords[name], current: name === tab }))}
      />
      <div className="stack mt-6">
        <FilterForm
          action={here}
          label="Search"
          keep={{ for: tab }}
          filters={[{ type: "text", name: "q", label: "Organization or reference", value: q }]}
        />
        <Chips chips={q === "" ? [] : [{ words: q, without: `${here}?for=${tab}` }]} />
        {queue.items.length === 0 ? (
          <Empty>
            {q === "" ? empty[tab] : `Nothing in "${tabWords[tab]}" matches this text. Look in another tab, or remove the filter.`}
          </Empty>
        ) : (
          <QueueTable caption={tabWords[tab]} rows={queue.items.map((item) => queueRow(list, item, today))} />
        )}
        <Pagination
          newer={search.after === undefined ? undefined : to({})}
          older={queue.next === null ? undefined : to({ after: queue.next })}
        />
      </div>
    </PortalPage>
  );
}

function statusBannerOf({ forMe, waiting }: { forMe: number; waiting: number }, deciders: boolean): StatusBannerProps | undefined {
  if (!deciders) return undefined;
  const applicants = waiting === 0 ? "" : ` ${number(waiting)} ${waiting === 1 ? "is" : "are"} waiting for the applicant.`;
  if (forMe === 0) return { waitingOn: "nobody", sentence: `Nothing is waiting for you.${applicants}` };
  return {
    waitingOn: "you",
    sentence: `${number(forMe)} ${forMe === 1 ? "application is" : "applications are"} waiting for you.${applicants}`,
  };
}

function number(count: number): string {
  return count > mostCounted ? `${mostCounted}+` : String(count);
}
