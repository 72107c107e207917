import type { Metadata } from "next";
import { RosterNote, RosterTable } from "@/components/roster/roster-table";
import { Empty } from "@/components/ui/empty";
import { FilterForm } from "@/components/ui/filter-form";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { dayOf } from "@/lib/kernel/calendar";
import { lastAppliedToList, rosterPage } from "@/lib/roster/queries";
import { listOr404, PortalPage } from "../../portal-page";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<{ find?: string; after?: string }> };

/** From this number of members on, the page has a search box. */
const findAbove = 20;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const list = listOr404((await params).list);
  return { title: `Roster – ${list.name}`, description: `The organizations on the ${list.name} list.` };
}

export default async function RosterPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const search = await searchParams;
  const find = typeof search.find === "string" ? search.find.trim().slice(0, 100) : "";
  const after = typeof search.after === "string" ? search.after : undefined;
  const [{ entries, next }, appliedAt] = await Promise.all([rosterPage(list, { find, after }), lastAppliedToList(list)]);
  const path = `/${list.slug}/roster`;
  const withFind = find === "" ? "" : `find=${encodeURIComponent(find)}&`;
  const large = find !== "" || after !== undefined || next !== null || entries.length > findAbove;
  return (
    <PortalPage list={list} at={path}>
      <PageHeading title="Roster" lede={`The organizations that are told about vulnerabilities in ${list.project} before the public.`} />
      <RosterNote asOf={dayOf(new Date())} appliedOn={appliedAt === null ? undefined : dayOf(appliedAt)} />
      {large ? (
        <FilterForm action={path} label="Find a member" filters={[{ type: "text", name: "find", label: "Part of a name", value: find }]} />
      ) : null}
      {entries.length === 0 ? (
        <Empty>
          {find === "" ? "No members yet. An organization appears here when it is accepted." : `No member's name contains “${find}”.`}
        </Empty>
      ) : (
        <RosterTable
          caption={`Members of ${list.name}`}
          heads={{
            organization: "Organization",
            address: list.roster.publishesAddresses ? (list.roster.columns.address ?? "Contact alias") : undefined,
            since: "Member since",
          }}
          rows={entries.map(({ organization, since, address }) => ({ organization, since, address: address ?? undefined }))}
        />
      )}
      <Pagination
        newer={after === undefined ? undefined : `${path}?${withFind}`}
        older={next === null ? undefined : `${path}?${withFind}after=${next}`}
      />
      <p className="quiet">
        If your organization is listed here, you can <a href={`/membership/${list.slug}/join`}>ask to act for it</a>.
      </p>
      <p className="quiet">
        Download as <a href={`${path}.json`}>JSON</a> or as <a href={`${path}.md`}>a Markdown table</a>.
      </p>
    </PortalPage>
  );
}
