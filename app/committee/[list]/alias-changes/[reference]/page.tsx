import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MissingPeople } from "@/app/committee/missing-people";
import { ChangeSteps } from "@/components/alias/change-steps";
import { WishSummary } from "@/components/alias/wish-summary";
import { DoneBanner } from "@/components/ui/banner";
import { Moment } from "@/components/ui/day";
import { Columns } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { agreementWords } from "@/lib/alias/change-rules";
import { type AliasChangeForCommittee, aliasChangeForCommittee } from "@/lib/alias/queries/committee";
import { aliasResemblanceWords } from "@/lib/alias/resemblance";
import { currentActor } from "@/lib/identity/current-actor";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { placedOn } from "../../../../placed-on";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import type { Search } from "../../../here";
import { changesPath } from "../path";
import { DecideForm } from "./decide-form";
import { statusBannerOf } from "./status-banner";

type Props = { params: Promise<{ list: string; reference: string }>; searchParams: Promise<Search> };
type Full = Extract<AliasChangeForCommittee, { view: "full" }>;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { list: slug, reference } = await params;
  const list = listOr404(slug);
  const change = await aliasChangeForCommittee(await currentActor(), list, { reference, now: new Date() });
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return {
    title: change === null ? "Page not found – Forewarned" : `${error}Alias change – ${reference} – ${list.name}`,
    robots: "noindex",
  };
}

/** One change of a contact alias: what is asked, how far it is, who agreed, and what the reader can do. */
export default async function AliasChangePage({ params, searchParams }: Props) {
  const { list: slug, reference } = await params;
  const list = listOr404(slug);
  const search = await searchParams;
  const person = await personOrSignIn(changesPath(slug, reference));
  const change = await aliasChangeForCommittee(person, list, { reference, now: new Date() });
  if (change === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = placedOn(problemsOf(kept), kept?.fields.form);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={statusBannerOf(change)}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <DoneBanner done={search.done} sentences={done} />}
      <BackLink href={changesPath(list.slug)} words="Alias changes" />
      <PageHeading caption={`${change.organization}, ${change.reference}`} title="Alias change" />
      {change.view === "recused" ? <p>You have a conflict of interest with this organization.</p> : null}
      {change.view === "summary" ? (
        <p>Only reviewers and chairs of the list can see the addresses. The change {progress[change.status]}.</p>
      ) : null}
      {change.view === "recused" ? null : <MissingPeople list={list.slug} viewer={person} about={change.reference} />}
      {change.view === "full" ? (
        <Columns left={<Asked change={change} />} right={<DecideForm list={list.slug} change={change} kept={kept} problems={problems} />} />
      ) : null}
    </PortalPage>
  );
}

function Asked({ change }: { change: Full }) {
  return (
    <div className="stack">
      <h2>Requested by {change.askedBy}</h2>
      <WishSummary
        oldAddress={change.oldAddress}
        newAddress={change.newAddress}
        reason={change.reason}
        reachesTeam={change.reachesTeam}
        warnings={[
          ...change.why.map((reason) => agreementWords[reason]),
          ...change.resembles.map(
            ({ name, is }) => `${name ?? "A member you have a conflict of interest with"} has ${aliasResemblanceWords[is]}.`,
          ),
          ...(change.warnings.includes("listed") ? ["The domain of the new address is on a list of mail services."] : []),
          ...(change.warnings.includes("personal") ? ["The new address looks like one person's."] : []),
        ]}
      />
      {change.answeredBy === null ? null : <p className="meta">Answered at the new address by: {change.answeredBy}</p>}
      <h2>Progress</h2>
      <ChangeSteps steps={change.steps} />
      {change.ended === null ? null : (
        <>
          <p>
            {change.ended.words} <Moment at={change.ended.at} />
          </p>
          {change.ended.reason === "" ? null : <QuotedText text={change.ended.reason} panel />}
        </>
      )}
      {change.agreements.length === 0 ? null : (
        <>
          <h2>Who agreed, who objected</h2>
          <ul className="list">
            {change.agreements.map(({ name, verdict, reason, at }) => (
              <li key={name}>
                {name} {verdict === "agree" ? "agreed" : "objected"}, <Moment at={at} />
                {reason === "" ? null : <QuotedText text={reason} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {change.call.made === null ? null : (
        <>
          <h2>
            {change.call.made.by} spoke with {change.call.made.to}
          </h2>
          <p>
            <Moment at={change.call.made.at} />
          </p>
          <QuotedText text={change.call.made.how} />
        </>
      )}
    </div>
  );
}

const progress: Readonly<Record<Full["status"], string>> = {
  asked: "is waiting for the new address to answer",
  waiting: "is in its waiting period",
  moving: "is in progress: both addresses receive emails",
  completed: "is complete",
  stopped: "was stopped",
  expired: "expired",
};

const done: Readonly<Record<string, string>> = {
  asked: "The change is requested. A second person has to agree.",
  agreed: "Your agreement is saved.",
  stopped: "The change is stopped. The current address stays.",
  called: "The conversation is recorded.",
  "release-asked": "Your request to end the waiting period is saved. A second person has to agree.",
  released: "The waiting period has ended.",
};
