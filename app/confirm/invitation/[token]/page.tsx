import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { type InvitationPage, invitationOfLink } from "@/lib/application/queries";
import { currentActor } from "@/lib/identity/current-actor";
import { isPerson } from "@/lib/kernel/actor";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage } from "../../../portal-page";
import { OpenInvitation } from "../../open-invitation";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ kept?: string }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: `${(await searchParams).kept ? "Error: " : ""}An invitation – Forewarned`, robots: "noindex" };
}

/** What an invitation opens: who invites, for what, and what agreeing means. Looking changes nothing. */
export default async function InvitationPageHere({ params, searchParams }: Props) {
  const { token } = await params;
  const actor = await currentActor();
  const invitation = await invitationOfLink(actor, token);
  if (invitation === null) notFound();
  const list = listOr404(invitation.list);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(await keptHere((await searchParams).kept))} />
      <PageHeading
        caption={list.name}
        title={`Work on the application of ${invitation.organization}`}
        lede={`${invitation.inviter} invites you to read and change its answers.`}
      />
      <div className="stack">
        <WhatToDo invitation={invitation} token={token} signedInAs={isPerson(actor) ? actor.email : null} />
      </div>
    </PortalPage>
  );
}

function WhatToDo({ invitation, token, signedInAs }: { invitation: InvitationPage; token: string; signedInAs: string | null }) {
  const path = `/confirm/invitation/${encodeURIComponent(token)}`;
  if (invitation.state === "accepted" && invitation.reference !== null) {
    return (
      <>
        <p>You have already accepted this invitation.</p>
        <LinkButton href={`/applications/${invitation.reference}`}>Open the application</LinkButton>
      </>
    );
  }
  if (invitation.state !== "open") return <p>{closedWords[invitation.state]}</p>;
  return <OpenInvitation invitation={invitation} path={path} signedInAs={signedInAs} opens="the application" />;
}

const closedWords: Readonly<Record<Exclude<InvitationPage["state"], "open">, string>> = {
  accepted: "This invitation has already been used.",
  ended: "This invitation was withdrawn, or a newer one was sent. Ask your colleague.",
  expired: "This invitation has expired. Ask your colleague for a new one.",
};
