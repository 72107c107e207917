import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import { alertTitles } from "@/lib/evidence/alerts";
import { alertForCommittee } from "@/lib/evidence/queries";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import type { Search } from "../../../here";
import { memberPath } from "../../../member-page";
import { alertsPath, checksPath } from "../path";

type Props = { params: Promise<{ list: string; alert: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { list } = await params;
  return {
    title: `${(await searchParams).kept ? "Error: " : ""}Alert – Committee – ${listOr404(list).name}`,
    robots: "noindex",
  };
}

/** One alert: what was found, links to more, and the form that closes it. */
export default async function AlertPage({ params, searchParams }: Props) {
  const { list: slug, alert: id } = await params;
  const list = listOr404(slug);
  const person = await personOrSignIn(alertsPath(slug, id));
  const alert = await alertForCommittee(person, list, id);
  if (alert === null || alert.view.is === "recused") notFound();
  const { member, view } = alert;
  const kept = await keptHere((await searchParams).kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage
      list={list}
      at={`/committee/${slug}`}
      statusBanner={
        view.mayClose
          ? { waitingOn: "you", sentence: "Review it, act if needed, and close the alert with a note on what you found." }
          : { waitingOn: "nobody", sentence: view.closed === null ? "The alert is open." : "The alert is closed." }
      }
    >
      <ErrorSummary problems={problems} />
      <BackLink href={alertsPath(slug)} words="Alerts" />
      <PageHeading caption={member?.name ?? "Not about a single member"} title={alertTitles[view.kind]} lede={view.sentence} />
      <Entry margin="The alert" plain>
        <SummaryList
          rows={[
            { label: "Raised on", value: <Moment at={view.raisedAt} /> },
            { label: "Member", value: member?.name ?? "Not about a single member" },
          ]}
        />
        <p>An alert does not change any member's standing. The committee decides what to do.</p>
        {member === null ? null : (
          <ul className="list">
            <li>
              <a href={checksPath(slug, member.id)}>Results of automatic checks of {member.name}</a>
            </li>
            <li>
              <a href={memberPath({ list: slug, memberId: member.id })}>Membership of {member.name}</a>
            </li>
            {hasCommitteeRole(person, slug, "chair") ? (
              <li>
                <a href={`${memberPath({ list: slug, memberId: member.id }, "pause")}?because=${encodeURIComponent(view.sentence)}`}>
                  Pause delivery to {member.name}
                </a>
              </li>
            ) : null}
          </ul>
        )}
      </Entry>
      {view.closed === null ? null : (
        <Entry margin="Closed" title="What was found">
          <QuotedText text={view.closed.because} />
          <p className="quiet">
            {view.closed.by}, <Moment at={view.closed.at} />
          </p>
        </Entry>
      )}
      {view.mayClose ? (
        <Entry margin="You" title="Close the alert">
          <Form action={alertsPath(slug, id, "close")} label="Close the alert">
            <TextArea
              name="reason"
              label="What you found, and what was done"
              hint="The committee will read this. If the problem happens again, it raises a new alert"
              value={kept?.fields.reason ?? ""}
              problems={problems}
            />
            <Button>Close the alert</Button>
          </Form>
        </Entry>
      ) : null}
    </PortalPage>
  );
}
