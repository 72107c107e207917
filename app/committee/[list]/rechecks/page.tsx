import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AliasResponsePlot } from "@/components/chart/alias-response-plot";
import { HealthGrid } from "@/components/chart/health-grid";
import { outcomeWords } from "@/components/recheck/outcome-words";
import { DataTable, type TableRow } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { Address, Reference } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { StatusIcon } from "@/components/ui/status-icon";
import { Tabs } from "@/components/ui/tabs";
import { answeredQuickly } from "@/lib/alias/rules";
import { dayOf, daysBetween } from "@/lib/kernel/calendar";
import { statusLine } from "@/lib/member/status";
import {
  aliasResponsePicture,
  type BoardCounts,
  type BoardRow,
  type BoardTab,
  boardCounts,
  boardTabs,
  healthPicture,
  mostCounted,
  recheckBoard,
} from "@/lib/recheck/queries/board";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import type { Search } from "../../here";
import { CommitteeSections } from "../../sections";
import { DoneBanner } from "./done-banner";
import { recheckPath } from "./path";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

const tabWords: Readonly<Record<BoardTab, string>> = { overdue: "Overdue", answered: "To review", due: "Due", ended: "Ended" };
const empty: Readonly<Record<BoardTab, string>> = {
  overdue: "No re-check is overdue. One appears here on the day after it is due.",
  answered: "No answers are waiting for you. Answers appear here when something has changed, or when an automatic check contradicts them.",
  due: "No re-check is open. A re-check opens automatically on each member's scheduled date.",
  ended: "No re-check has ended yet.",
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Re-checks – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** Every open re-check of a list: who is overdue and whom to call, what waits for a verdict, what is due; and how it went so far. */
export default async function RechecksPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}/rechecks`;
  const person = await personOrSignIn(here);
  const search = await searchParams;
  const today = dayOf(new Date());
  const counts = await boardCounts(person, list, today);
  if (counts === null) notFound();
  const tab = boardTabs.find((name) => name === search.show) ?? boardTabs.find((name) => name !== "ended" && counts[name] > 0) ?? "due";
  const board = await recheckBoard(person, list, { tab, after: search.after, today });
  if (board === null) notFound();
  const [health, aliasResponses] = [await healthPicture(person, list, today), await aliasResponsePicture(person, list, today)];
  const to = (more: Record<string, string>) => `${here}?${new URLSearchParams({ show: tab, ...more })}`;
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={statusBannerOf(counts)}>
      <DoneBanner done={search.done} />
      <CommitteeSections list={list.slug} at="rechecks" viewer={person} />
      <PageHeading caption="Committee" title="Re-checks" lede={sentenceOf(counts)} />
      <Tabs
        label="Which re-checks"
        tabs={boardTabs.map((name) => ({ href: `${here}?show=${name}`, words: tabWords[name], current: name === tab }))}
      />
      <div className="stack my-6">
        {board.rows.length === 0 ? (
          <Empty>{empty[tab]}</Empty>
        ) : (
          <DataTable
            caption={tabWords[tab]}
            columns={[
              { head: "Member", names: true },
              { head: tab === "ended" ? "Outcome" : "Due" },
              { head: "Next action" },
              { head: "Who to call" },
              { head: "Last contact" },
              { head: "Contact alias" },
            ]}
            rows={board.rows.map((row) => tableRow(list.slug, row, today))}
          />
        )}
        <Pagination
          newer={search.after === undefined ? undefined : to({})}
          older={board.next === null ? undefined : to({ after: board.next })}
        />
      </div>
      <Entry margin="Charts" title="Results">
        <HealthGrid {...health} />
        <AliasResponsePlot responses={aliasResponses} limitHours={list.recheck.aliasResponseHours} />
      </Entry>
    </PortalPage>
  );
}

/** "1 overdue. 2 due. 9 fine." */
function sentenceOf({ overdue, answered, due, fine }: BoardCounts): string {
  const decide = answered === 0 ? "" : ` ${number(answered)} to review.`;
  return `${number(overdue)} overdue.${decide} ${number(due)} due. ${number(fine)} not due.`;
}

function statusBannerOf({ overdue, answered }: BoardCounts): StatusBannerProps {
  if (answered > 0)
    return { waitingOn: "you", sentence: `Review ${number(answered)} answered ${answered === 1 ? "re-check" : "re-checks"}.` };
  if (overdue > 0)
    return { waitingOn: "you", sentence: `Call ${number(overdue)} ${overdue === 1 ? "member" : "members"} whose re-check is overdue.` };
  return { waitingOn: "nobody", sentence: "No re-check is waiting for you." };
}

function number(count: number): string {
  return count > mostCounted ? `${mostCounted}+` : String(count);
}

function tableRow(list: string, row: BoardRow, today: string): TableRow {
  if (row.recused) {
    return {
      key: row.reference,
      cells: [
        row.organization,
        <span key="aside" className="quiet">
          You have a conflict of interest
        </span>,
        "",
        "",
        "",
        "",
      ],
    };
  }
  const { reference, organization, status, dueOn, endedOn, openTasks, pausedBecause, people, lastContactOn, aliasAnswered, aliasQuick } =
    row;
  const late = openTasks.find(({ wasDueOn }) => wasDueOn !== null);
  const days = daysBetween(dueOn, today);
  return {
    key: reference,
    cells: [
      <span key="member">
        <a href={recheckPath({ list, reference })}>{organization}</a>
        <br />
        <span className="quiet">
          <Reference reference={reference} />
        </span>
      </span>,
      <span key="due">
        {endedOn === null ? (
          <Day day={dueOn} as="short" />
        ) : (
          <>
            {outcomeWords[status]}, <Day day={endedOn} as="short" />
          </>
        )}
        {late === undefined ? null : (
          <span className="overdue block">
            {`overdue by ${days} ${days === 1 ? "day" : "days"}`}
            {late.by === null ? null : (
              <>
                ; the grace period ends on <Day day={late.by} as="short" />
              </>
            )}
          </span>
        )}
        {pausedBecause === null ? null : <span className="quiet block">The deadline is paused</span>}
      </span>,
      <span key="acts">
        {openTasks.map((openTask) => (
          <span key={openTask.action} className="block">
            {statusLine(openTask)}
          </span>
        ))}
      </span>,
      <span key="people">
        {people.length === 0
          ? "Nobody acts for it"
          : people.slice(0, 2).map(({ name, email }) => (
              <span key={email} className="block">
                {name} <Address address={email} />
              </span>
            ))}
      </span>,
      lastContactOn === null ? (
        <span key="contact" className="quiet">
          None yet
        </span>
      ) : (
        <Day key="contact" day={lastContactOn} as="short" />
      ),
      <StatusIcon
        key="alias"
        shape={aliasAnswered ? "met" : aliasQuick ? "check" : "not-yet"}
        word={aliasAnswered ? "Answered" : aliasQuick ? answeredQuickly : "Not yet"}
      />,
    ],
  };
}
