import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MembersTable } from "@/components/roster/members-table";
import { Empty } from "@/components/ui/empty";
import { Chips, FilterForm } from "@/components/ui/filter-form";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { dayOf } from "@/lib/kernel/calendar";
import { committeeMembers, type MemberFilter, memberCounts, memberFilters, mostMembersCounted } from "@/lib/views/members";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import type { Search } from "../../here";
import { CommitteeSections } from "../../sections";
import { membersRow } from "./members-row";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

const words: Readonly<Record<MemberFilter, string>> = {
  all: "Members",
  recheck: "Re-check open",
  removal: "Removal open",
  paused: "Delivery paused",
  left: "Left",
};
const empty: Readonly<Record<MemberFilter, string>> = {
  all: "No members yet. An organization appears here when it is accepted.",
  recheck: "No re-check is open. One appears here on the day it is due, or when somebody on the committee starts it.",
  removal: "No removal is open. One appears here when somebody proposes it, or when a re-check expires.",
  paused: "Delivery is not paused for any member. It can be paused on a member's page.",
  left: "Nobody has left yet. Members that leave or are removed appear here, and can be reinstated.",
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Members – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The members of a list, by name. The address is the only state. */
export default async function MembersPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}/members`;
  const person = await personOrSignIn(here);
  const search = await searchParams;
  const filter = memberFilters.find((name) => name === search.show) ?? "all";
  const find = (search.find ?? "").trim();
  const now = new Date();
  const [members, counts] = await Promise.all([
    committeeMembers(person, list, { filter, find, cursor: search.after, today: dayOf(now), now }),
    memberCounts(person, list),
  ]);
  if (members === null || counts === null) notFound();

  const asked = { ...(filter === "all" ? {} : { show: filter }), ...(find === "" ? {} : { find }) };
  const to = (more: Record<string, string> = {}, path = here) => {
    const query = new URLSearchParams({ ...asked, ...more }).toString();
    return query === "" ? path : `${path}?${query}`;
  };
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`}>
      <CommitteeSections list={list.slug} at="members" viewer={person} />
      <PageHeading title="Members" caption="Committee" lede="The members of the list, their standing, and their next re-check." />
      <Tabs
        label="Which members"
        tabs={memberFilters.map((name) => ({
          href: name === "all" ? here : `${here}?show=${name}`,
          words: `${words[name]} (${number(counts[name])})`,
          current: name === filter,
        }))}
      />
      <div className="stack mt-6">
        <FilterForm
          action={here}
          label="Find"
          keep={filter === "all" ? {} : { show: filter }}
          filters={[{ type: "text", name: "find", label: "Part of a name", value: find }]}
        />
        <Chips chips={find === "" ? [] : [{ words: find, without: filter === "all" ? here : `${here}?show=${filter}` }]} />
        {members.rows.length === 0 ? (
          <Empty>
            {find === "" ? empty[filter] : `No name in "${words[filter]}" contains this text. Look in another tab, or remove the filter.`}
          </Empty>
        ) : (
          <MembersTable caption={words[filter]} rows={members.rows.map((row) => membersRow(list, row, dayOf(now)))} />
        )}
        <Pagination
          newer={search.after === undefined ? undefined : to()}
          older={members.next === null ? undefined : to({ after: members.next })}
        />
        <p className="quiet">
          Download as <a href={to({}, `${here}.csv`)}>CSV</a> or <a href={to({}, `${here}.json`)}>JSON</a>, without addresses.
        </p>
      </div>
    </PortalPage>
  );
}

/** Beyond the highest number that is counted, "+" is shown. */
function number(count: number): string {
  return count > mostMembersCounted ? `${mostMembersCounted.toLocaleString("en-GB")}+` : count.toLocaleString("en-GB");
}
