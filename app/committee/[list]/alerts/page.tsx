import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { PageHeading } from "@/components/ui/page-heading";
import { StatusIcon } from "@/components/ui/status-icon";
import { alertTitles } from "@/lib/evidence/alerts";
import { alertsOf, mostAlerts, type ShownAlert } from "@/lib/evidence/queries";
import { dayOf } from "@/lib/kernel/calendar";
import { count } from "@/lib/list/words";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { Done, type Search } from "../../here";
import { CommitteeSections } from "../../sections";
import { alertsPath } from "./path";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Alerts – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The alerts that people have to review: open ones first, then the closed ones with their results. */
export default async function AlertsPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const person = await personOrSignIn(alertsPath(list.slug));
  const [open, closed] = await Promise.all([alertsOf(person, list, { closed: false }), alertsOf(person, list, { closed: true })]);
  if (open === null || closed === null) notFound();
  const mine = open.filter(({ view }) => view.is === "shown" && view.mayClose).length;
  return (
    <PortalPage
      list={list}
      at={`/committee/${list.slug}`}
      statusBanner={
        mine === 0
          ? { waitingOn: "nobody", sentence: "No alert is waiting for you." }
          : { waitingOn: "you", sentence: `Review ${count(mine, "alert")}, and close each with a note on what you found.` }
      }
    >
      <Done word={(await searchParams).done} />
      <CommitteeSections list={list.slug} at="alerts" viewer={person} />
      <PageHeading
        caption="Committee"
        title="Alerts"
        lede="Problems found by automatic checks. An alert does not change any member's standing. The committee reviews it and decides what to do."
      />
      <div className="stack">
        {open.length === 0 ? (
          <Empty>No alert is open. One appears here when a member's domain or mail looks wrong.</Empty>
        ) : (
          <DataTable caption="Open alerts" columns={columns} rows={open.map((alert) => rowOf(list.slug, alert))} />
        )}
        {closed.length === 0 ? null : (
          <DataTable caption="Closed alerts" columns={columns} rows={closed.map((alert) => rowOf(list.slug, alert))} />
        )}
        {open.length < mostAlerts && closed.length < mostAlerts ? null : <p className="meta">The newest {mostAlerts} of each are shown.</p>}
      </div>
    </PortalPage>
  );
}

const columns = [{ head: "Alert", names: true }, { head: "Member" }, { head: "Raised on" }, { head: "Status" }] as const;

function rowOf(list: string, { id, member, view }: ShownAlert) {
  const name = member?.name ?? "Not about a single member";
  if (view.is === "recused") return { key: id, cells: ["You have a conflict of interest", name, "", ""] };
  return {
    key: id,
    cells: [
      <span key="what">
        <a href={alertsPath(list, id)}>{alertTitles[view.kind]}</a>
        <span className="block break-words font-normal">{view.sentence}</span>
      </span>,
      name,
      <Day key="day" day={dayOf(view.raisedAt)} as="short" />,
      view.closed === null ? (
        <StatusIcon key="icon" shape="check" word="Open" />
      ) : (
        <span key="closed">
          Closed on <Day day={dayOf(view.closed.at)} as="short" /> by {view.closed.by}: {view.closed.because}
        </span>
      ),
    ],
  };
}
