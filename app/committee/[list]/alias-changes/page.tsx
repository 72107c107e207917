import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusIcon } from "@/components/ui/status-icon";
import { mostOpenChanges, type OpenAliasChange, openAliasChanges } from "@/lib/alias/queries/committee";
import { dayOf } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { CommitteeSections } from "../../sections";
import { changesPath } from "./path";

type Props = { params: Promise<{ list: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Alias changes – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The changes of contact aliases that are under way, those that wait for two people first. */
export default async function AliasChangesPage({ params }: Props) {
  const list = listOr404((await params).list);
  const here = changesPath(list.slug);
  const person = await personOrSignIn(here);
  const changes = await openAliasChanges(person, list);
  if (changes === null) notFound();
  const mine = changes.filter(({ view }) => view.is === "shown" && view.mine).length;
  return (
    <PortalPage
      list={list}
      at={`/committee/${list.slug}`}
      statusBanner={
        mine === 0
          ? { waitingOn: "nobody", sentence: "No alias change needs your approval." }
          : { waitingOn: "you", sentence: `Agree or object to ${count(mine, "alias change")}.` }
      }
    >
      <CommitteeSections list={list.slug} at="alias-changes" viewer={person} />
      <PageHeading
        caption="Committee"
        title="Alias changes"
        lede="Changes that members requested. Most complete automatically. If the domain is new, or nobody monitors the current address, two people on the committee have to agree."
      />
      {changes.length === 0 ? (
        <Empty>No change is in progress. One appears here when a member asks to change its contact alias.</Empty>
      ) : (
        <DataTable
          caption="Changes in progress"
          columns={[{ head: "Organization", names: true }, { head: "Change" }, { head: "Progress" }, { head: "Requested on" }]}
          rows={changes.map((change) => ({ key: change.reference, cells: cellsOf(list.slug, change) }))}
        />
      )}
      {changes.length < mostOpenChanges ? null : (
        <p className="meta">More than {mostOpenChanges} are in progress. Only the first ones are shown.</p>
      )}
    </PortalPage>
  );
}

const words = {
  asked: "Waiting for the new address to answer",
  waiting: "Waiting period",
  moving: "Both addresses receive emails",
} as const;

function cellsOf(list: string, { reference, organization, view }: OpenAliasChange): readonly React.ReactNode[] {
  if (view.is === "recused") return [organization, "You have a conflict of interest", "", ""];
  return [
    <a key="name" href={changesPath(list, reference)}>
      {organization}, {reference}
    </a>,
    view.addresses === null ? (
      ""
    ) : (
      <span key="addresses">
        {view.addresses.old === null ? "In addition to the current address:" : <Address address={view.addresses.old} />}
        <span className="block">
          → <Address address={view.addresses.new} />
        </span>
      </span>
    ),
    view.awaitsAgreement ? (
      <StatusIcon key="icon" shape="check" word={view.mine ? "Waiting for you" : "Waiting for two people"} />
    ) : (
      <StatusIcon key="icon" shape="reading" word={words[view.status as keyof typeof words]} />
    ),
    <Day key="day" day={dayOf(view.askedAt)} as="short" />,
  ];
}
