import type { Metadata } from "next";
import { memberPath } from "@/app/committee/member-page";
import { MissingPeople } from "@/app/committee/missing-people";
import { committeeRemovalHere, type RemovalParams, removalPath, removalStatusBanner, removalTitle } from "@/app/committee/removal-page";
import { PortalPage } from "@/app/portal-page";
import { Answers } from "@/components/removal/answers";
import { Reasons } from "@/components/removal/reasons";
import { RemovalTimeline } from "@/components/removal/removal-timeline";
import { Day } from "@/components/ui/day";
import { Entry, LogTitle } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { capital } from "@/lib/list/words";
import { statusLine } from "@/lib/member/status";
import { removalStatusWords } from "@/lib/removal/lifecycle";
import { becauseWords } from "@/lib/removal/possible-reasons";
import { groupedReasons } from "@/lib/removal/reasons";
import { effectiveOf } from "@/lib/roster/queries/effective";
import { Done, type Search } from "../../../here";
import { RemovalActions } from "./actions";
import { Appeal } from "./appeal-panel";
import { Evidence } from "./evidence-panel";

type Props = { params: Promise<RemovalParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return removalTitle(await params, "Removal", { error: (await searchParams).kept !== undefined });
}

/** One removal: the reasons, timeline, who approved it, and what can be done. */
export default async function RemovalPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const { list, person, today, removal } = await committeeRemovalHere(at, removalPath(at));
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const effect = removal.view === "recused" || removal.status !== "carried-out" ? null : await effectiveOf(person, removal.memberId);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={removalStatusBanner(removal, { list, person, today })}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <Done word={search.done} />}
      <BackLink href={`/committee/${list.slug}/removals`} words="Removals" />
      <PageHeading caption={`${removal.organization}, ${removal.reference}`} title={`Removal of ${removal.organization}`} />
      {removal.view === "recused" ? (
        <p>You have a conflict of interest with this organization, so you can only see its name.</p>
      ) : (
        <>
          <MissingPeople list={list.slug} viewer={person} about={removal.reference} />
          <Entry margin="State" title="Status">
            <SummaryList
              rows={[
                {
                  label: "Member",
                  value: <a href={memberPath({ list: list.slug, memberId: removal.memberId })}>{removal.organization}</a>,
                },
                { label: "State", value: removalStatusWords[removal.status] },
                ...removal.openTasks.map((openTask, index) => ({
                  label: index === 0 ? "Next action" : "Other open task",
                  value: statusLine(openTask),
                })),
                {
                  label: "Why",
                  value: (
                    <>
                      {capital(becauseWords[removal.because])}
                      {removal.recheckReference === null ? null : (
                        <>
                          , <a href={`/committee/${list.slug}/rechecks/${removal.recheckReference}`}>{removal.recheckReference}</a>
                        </>
                      )}
                    </>
                  ),
                },
                ...(removal.view === "full" ? approvers(removal) : []),
                ...(removal.spoken === null
                  ? []
                  : [
                      {
                        label: "Conversation with",
                        value: (
                          <>
                            {removal.spoken.with}, on <Day day={removal.spoken.on} />; recorded by {removal.spoken.by}
                          </>
                        ),
                      },
                    ]),
                ...(effect === null
                  ? []
                  : [
                      {
                        label: "Mailing list",
                        value: effect.effectiveAt === null ? <strong>Decided, not yet effective</strong> : "Effective",
                      },
                    ]),
              ]}
            />
            {removal.stoppedBecause === null ? null : <QuotedText text={removal.stoppedBecause} panel />}
          </Entry>
          {removal.reasons.length === 0 ? null : (
            <Entry margin="Reasons" title={groupedReasons(removal.reasons).length === 1 ? "The reason" : "The reasons"}>
              <Reasons reasons={removal.reasons} />
            </Entry>
          )}
          <Answers answered={removal.received.answered} hrefOf={(reference) => `/committee/${list.slug}/rechecks/${reference}`} />
          <RemovalActions list={list} at={at} removal={removal} />
          <Evidence list={list} at={at} removal={removal} kept={kept} problems={problems} />
          <Appeal at={at} removal={removal} kept={kept} problems={problems} />
          <LogTitle margin="Dates" title="Timeline" />
          <RemovalTimeline {...removal} noticeDays={list.removal.noticeDays} appealDays={list.removal.appealDays} today={today} />
        </>
      )}
    </PortalPage>
  );
}

type Behind = { readonly first: { readonly name: string } | null; readonly second: { readonly name: string } | null };

function approvers({ first, second }: Behind) {
  return [
    { label: "First approver", value: first?.name ?? "Nobody yet: proposed automatically" },
    { label: "Second approver", value: second?.name ?? "Nobody yet" },
  ];
}
