import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Banner } from "@/components/ui/banner";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { type ChangeToDecide, memberChangesToDecide } from "@/lib/member/queries/committee";
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
  return { title: `${(await searchParams).kept ? "Error: " : ""}Name changes – Committee – ${name}`, robots: "noindex" };
}

/** Renames and mergers that wait for two people. */
export default async function MemberChangesPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const { list, person } = await requestsHere((await params).list, "member-changes");
  const changes = await memberChangesToDecide(person, list.slug);
  if (changes === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = placedOn(problemsOf(kept), kept?.fields.change);
  return (
    <PortalPage
      list={list}
      at={`/committee/${list.slug}`}
      statusBanner={waitingFor(changes.filter(({ approvals }) => !hasDecided(approvals)).length, "change")}
    >
      <ErrorSummary problems={problems} />
      {search.done === "kept" ? <Banner title="Your answer is saved." /> : null}
      <CommitteeSections list={list.slug} at="requests" viewer={person} />
      <RequestSections list={list.slug} at="member-changes" />
      <PageHeading
        caption="Committee"
        title="Name changes"
        lede="The roster shows the new name after the second approval. The membership, its dates and its history do not change."
      />
      <MissingPeople list={list.slug} viewer={person} kind="member-change" />
      {changes.length === 0 ? <Empty>No change is open. A rename or merger appears here when a member asks for it.</Empty> : null}
      {changes.map((change) => (
        <Entry key={change.id} margin={change.reference} title={`From ${change.oldName} to ${change.newName}`}>
          <p className="meta">
            {change.person} requested this on <Moment at={change.askedAt} />. Member since <Day day={change.since} />.
          </p>
          <QuotedText text={change.reason} panel />
          <SummaryList rows={rowsOf(change)} />
          <ApprovalsSoFar approvals={change.approvals} />
          <VerdictForm
            action={`/committee/${list.slug}/member-changes/decide`}
            subject="change"
            id={change.id}
            label={`Answer ${change.reference}`}
            readers="the member"
            kept={kept}
            problems={problems}
          />
        </Entry>
      ))}
    </PortalPage>
  );
}

function rowsOf({ kind, domains, newDomains, alsoOf, sameNames, product }: ChangeToDecide) {
  return [
    { label: "What happened", value: kind === "rename" ? "It has a new name" : "It became part of another organization" },
    { label: "Domains now", value: domains.join(", ") || "None known" },
    { label: "New domains", value: newDomains.join(", ") || "None" },
    ...(alsoOf.length === 0 ? [] : [{ label: "The new domains also belong to", value: alsoOf.join(", ") }]),
    ...(sameNames.length === 0
      ? []
      : [
          {
            label: "Members with this name or a similar one",
            value: sameNames.map((name) => name ?? "a member you have a conflict of interest with").join(", "),
          },
        ]),
    { label: "Product", value: product === "" ? "Not provided" : <QuotedText text={product} /> },
  ];
}
