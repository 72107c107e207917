import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Banner, Panel } from "@/components/ui/banner";
import { Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import { whyReviewed } from "@/lib/alias/rules";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Problem } from "@/lib/kernel/refusal";
import { type AccessRecoveryToDecide, accessRecoveriesToDecide } from "@/lib/member/queries/committee";
import { placedOn } from "../../../placed-on";
import { listOr404, PortalPage } from "../../../portal-page";
import { MissingPeople } from "../../missing-people";
import { ApprovalsSoFar, hasDecided, RequestSections, requestsHere } from "../../requests-here";
import { CommitteeSections } from "../../sections";
import { VerdictForm } from "../../verdict-form";
import { waitingFor } from "../../waiting";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { name } = listOr404((await params).list);
  return { title: `${(await searchParams).kept ? "Error: " : ""}Access recoveries – Committee – ${name}`, robots: "noindex" };
}

/** Who wants to take over a member that nobody acts for, with the proofs and the doubts. */
export default async function AccessRecoveriesPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person } = await requestsHere((await params).list, "access-recoveries");
  const accessRecoveries = await accessRecoveriesToDecide(person, list.slug);
  if (accessRecoveries === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = placedOn(problemsOf(kept), kept?.fields.accessRecovery);
  const mine = accessRecoveries.filter(({ approvals, isMine }) => !isMine && !hasDecided(approvals)).length;
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={waitingFor(mine, "access recovery", "access recoveries")}>
      <ErrorSummary problems={problems} />
      {search.done === "kept" ? <Banner title="Your answer is saved." /> : null}
      <CommitteeSections list={list.slug} at="requests" viewer={person} />
      <RequestSections list={list.slug} at="access-recoveries" />
      <PageHeading
        caption="Committee"
        title="Access recoveries"
        lede="The proofs show who controls the contact alias and the domain. Two people on the committee decide whether that is still the organization."
      />
      <MissingPeople list={list.slug} viewer={person} kind="access-recovery" />
      {accessRecoveries.length === 0 ? <Empty>No request is open. A request appears here as soon as it is made.</Empty> : null}
      {accessRecoveries.map((each) => (
        <One key={each.id} accessRecovery={each} list={list.slug} kept={kept} problems={problems} />
      ))}
    </PortalPage>
  );
}

function One({
  accessRecovery,
  list,
  kept,
  problems,
}: {
  accessRecovery: AccessRecoveryToDecide;
  list: string;
  kept: Kept | null;
  problems: readonly Problem[];
}) {
  const { id, reference, organization, person, isMine, words, alias, domains, waitsUntil, representatives, alerts, approvals } =
    accessRecovery;
  return (
    <Entry margin={reference} title={`${person}: ${organization}`}>
      <p className="meta">
        Requested on <Moment at={accessRecovery.askedAt} />
      </p>
      <QuotedText text={words} panel />
      {alerts.length === 0 ? null : (
        <Panel>
          <p>
            <strong>There are open alerts about this member.</strong> If the domain was sold, the new owner can pass the domain check too.
          </p>
          <ul className="list">
            {alerts.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Panel>
      )}
      <SummaryList
        rows={[
          {
            label: "Contact alias",
            value:
              accessRecovery.aliasProvedAt === null || alias === null ? (
                "Not proved"
              ) : (
                <>
                  <Address address={alias.address} />
                  <br />
                  Answered by {alias.answeredBy} on <Moment at={accessRecovery.aliasProvedAt} />
                  {alias.checkByHand ? `. ${whyReviewed} Check whether it is monitored.` : ""}
                </>
              ),
          },
          {
            label: "Domain",
            value:
              accessRecovery.domainProvedAt === null ? (
                `Not proved at ${domains.join(", ")}`
              ) : (
                <>
                  Proved on <Moment at={accessRecovery.domainProvedAt} />, at one of {domains.join(", ")}
                </>
              ),
          },
          {
            label: "Not before",
            value: waitsUntil === null ? "The waiting period starts with the last proof" : <Moment at={waitsUntil} />,
          },
          { label: "Notified", value: representatives.length === 0 ? "Nobody acts for it" : representatives.join("; ") },
        ]}
      />
      <ApprovalsSoFar approvals={approvals} />
      {isMine ? (
        <p>You requested this yourself, so other people have to decide on it.</p>
      ) : (
        <VerdictForm
          action={`/committee/${list}/access-recoveries/decide`}
          subject="accessRecovery"
          id={id}
          label={`Answer ${reference}`}
          readers="the person who asked"
          kept={kept}
          problems={problems}
        />
      )}
    </Entry>
  );
}
