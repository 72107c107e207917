import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { AskForm } from "../../ask-form";
import { type MemberSearch, pathOf, titleOf } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Ask to act for a member", await searchParams);
}

/** Asks to act for an organization that is a member. What is answered is the same whether there is one, and who acts for it is not told. */
export default async function JoinPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const list = listOr404((await params).list);
  const organizationName = search.organization?.slice(0, 200);
  const person = await personOrSignIn(pathOf(list.slug, "join", organizationName === undefined ? {} : { organization: organizationName }));
  const kept = await keptHere(search.kept);
  if (search.done === "asked")
    return (
      <PortalPage list={list} statusBanner={{ waitingOn: "nobody", sentence: "You will get the answer by email." }}>
        <PageHeading
          caption={list.name}
          title="Your request was sent"
          lede={`If the organization is a member of this list, its primary representatives have been told. Their answer will be sent to ${person.email}.`}
        />
        <div className="stack">
          <p>
            If nobody answers within {list.people.joinAnswerDays} days, the committee decides. We never disclose who acts for an
            organization.
          </p>
          <LinkButton variant="second" href={`/${list.slug}`}>
            Back to {list.name}
          </LinkButton>
        </div>
      </PortalPage>
    );
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(kept)} />
      <BackLink href={pathOf(list.slug, "")} words="Membership" />
      <PageHeading
        caption={list.name}
        title="Ask to act for a member"
        lede="Use this page if your organization is a member and you want to act for it. Its primary representatives decide, and give you a role."
      />
      <div className="stack">
        <p>
          You are signed in as {person.email}. They see this address, your name and what you write. If nobody acts for the organization any
          more,{" "}
          <a href={pathOf(list.slug, "access-recovery", organizationName === undefined ? {} : { organization: organizationName })}>
            ask to take over
          </a>
          .
        </p>
        <AskForm
          action={pathOf(list.slug, "join/ask")}
          list={list.slug}
          organizationName={organizationName}
          words={{
            label: "Who you are, and why you want to act for the member",
            hint: "For example, your team, and who can confirm that you work there",
          }}
          button="Send the request"
          kept={kept}
        />
      </div>
    </PortalPage>
  );
}
