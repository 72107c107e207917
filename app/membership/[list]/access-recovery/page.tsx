import type { Metadata } from "next";
import { DoneBanner } from "@/components/ui/banner";
import { Day } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { type Day as CalendarDay, dayOf } from "@/lib/kernel/calendar";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { ListDefinition } from "@/lib/list/definition";
import { actions, inSentence } from "@/lib/member/open-task";
import { type AccessRecoveryView, accessRecoveriesFor } from "@/lib/member/queries/access-recoveries";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { AskForm } from "../../ask-form";
import { type MemberSearch, pathOf, titleOf } from "../../here";
import { AccessRecovery } from "./access-recovery";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Take over", await searchParams);
}

/** Access recovery for an organization that nobody acts for: the form, its status, and, for people who do act for it, the button to stop it. */
export default async function AccessRecoveryPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const list = listOr404((await params).list);
  const organizationName = search.organization?.slice(0, 200);
  const person = await personOrSignIn(
    pathOf(list.slug, "access-recovery", organizationName === undefined ? {} : { organization: organizationName }),
  );
  const all = await accessRecoveriesFor(person, list.slug);
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const today = dayOf(new Date());
  const asks = all.some(({ isMine, status }) => isMine && status === "open");
  return (
    <PortalPage list={list} statusBanner={statusBannerOf(all, today)}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <DoneBanner done={search.done} sentences={doneWords} />}
      <BackLink href={pathOf(list.slug, "")} words="Membership" />
      <PageHeading
        caption={list.name}
        title="Take over a membership"
        lede="For members whose representatives have all left or do not answer."
      />
      {all.map((each) => (
        <AccessRecovery key={each.id} accessRecovery={each} list={list.slug} />
      ))}
      {asks ? null : <Ask list={list} organizationName={organizationName} kept={kept} email={person.email} />}
    </PortalPage>
  );
}

/** What the reader can still stop comes before their own wish. */
function statusBannerOf(all: readonly AccessRecoveryView[], today: CalendarDay): StatusBannerProps | undefined {
  const foreign = all.find(({ isMine }) => !isMine);
  if (foreign !== undefined)
    return {
      waitingOn: "you",
      sentence: `Somebody has asked to take over the membership of ${foreign.organization}: ${inSentence(actions.stopAccessRecovery)}.`,
      ...(foreign.waitsUntil !== null && dayOf(foreign.waitsUntil) >= today
        ? { by: <Day day={dayOf(foreign.waitsUntil)} as="weekday" today={today} /> }
        : {}),
    };
  const mine = all.find(({ isMine, status }) => isMine && status === "open");
  if (mine === undefined) return undefined;
  if (mine.waitsUntil === null) return { waitingOn: "you", sentence: "Prove that you control the contact alias and the domain." };
  const day = <Day day={dayOf(mine.waitsUntil)} as="weekday" today={today} />;
  return { waitingOn: "committee", sentence: <>Two people on the committee have to agree. The earliest date is {day}.</> };
}

const doneWords = {
  asked:
    "Your request was sent. If a member of the list has this name, everybody who acts for it will be told, and an email will be sent to its contact alias.",
  alias: "If a member of the list has this name, a new email will be sent to its contact alias. The link in it expires after 24 hours.",
  domain: "If a member of the list has this name, its domain is being checked. Reload this page in a minute.",
  stopped: "The request was stopped. The representatives of the organization have not changed.",
} as const;

function Ask({
  list,
  organizationName,
  kept,
  email,
}: {
  list: ListDefinition;
  organizationName: string | undefined;
  kept: Kept | null;
  email: string;
}) {
  return (
    <div className="stack">
      <ol className="list">
        <li>Somebody at the contact alias answers an email, and you add a DNS record at the organization's domain.</li>
        <li>
          All its representatives are told. For {list.people.accessRecoveryWaitDays} days, any representative, or anybody who reads the
          alias, can stop the request.
        </li>
        <li>Two people on the committee agree. Then you become its primary representative.</li>
      </ol>
      <p>
        You are signed in as {email}. If a representative can still answer you,{" "}
        <a href={pathOf(list.slug, "join", organizationName === undefined ? {} : { organization: organizationName })}>
          ask to act for the member
        </a>{" "}
        instead.
      </p>
      <AskForm
        action={pathOf(list.slug, "access-recovery/ask")}
        list={list.slug}
        organizationName={organizationName}
        words={{ label: "What happened, and what your role in the organization is" }}
        button="Ask to take over"
        kept={kept}
      />
    </div>
  );
}
