import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LinkButton } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { currentActor } from "@/lib/identity/current-actor";
import { isPerson } from "@/lib/kernel/actor";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { type RepresentativeInvitation, representativeInvitation } from "@/lib/member/queries/people";
import { closedInvitationSentences } from "@/lib/organization/commands/accept-representative";
import { contactRoleWords } from "@/lib/organization/people";
import { listOr404, PortalPage } from "../../../portal-page";
import { OpenInvitation } from "../../open-invitation";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ kept?: string }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: `${(await searchParams).kept ? "Error: " : ""}An invitation – Forewarned`, robots: "noindex" };
}

/** What an invitation to act for a member opens: who invites, for what, what agreeing means. Looking changes nothing. */
export default async function RepresentativePage({ params, searchParams }: Props) {
  const { token } = await params;
  const actor = await currentActor();
  const invitation = await representativeInvitation(actor, token);
  if (invitation === null) notFound();
  const list = listOr404(invitation.list);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(await keptHere((await searchParams).kept))} />
      <PageHeading
        caption={list.name}
        title={`Act for ${invitation.organization}`}
        lede={`${invitation.inviter} invites you to be its ${contactRoleWords[invitation.role].label.toLowerCase()} representative.`}
      />
      <div className="stack">
        <p>{contactRoleWords[invitation.role].hint}.</p>
        <WhatToDo invitation={invitation} token={token} signedInAs={isPerson(actor) ? actor.email : null} />
      </div>
    </PortalPage>
  );
}

function WhatToDo({ invitation, token, signedInAs }: { invitation: RepresentativeInvitation; token: string; signedInAs: string | null }) {
  const path = `/confirm/representative/${encodeURIComponent(token)}`;
  if (invitation.state === "accepted" && invitation.isForMe) {
    return (
      <>
        <p>You have already accepted this invitation.</p>
        <LinkButton href={`/membership/${invitation.list}`}>Open the membership</LinkButton>
      </>
    );
  }
  if (invitation.state === "expired") {
    return (
      <p>
        {closedInvitationSentences.expired} It expired on <Moment at={invitation.expiresAt} />.
      </p>
    );
  }
  if (invitation.state !== "open") return <p>{closedInvitationSentences[invitation.state]}</p>;
  return <OpenInvitation invitation={invitation} path={path} signedInAs={signedInAs} opens="the membership" />;
}
