import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { PageHeading } from "@/components/ui/page-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { aliasChangeOfStopLink, type StopLinkPage } from "@/lib/alias/queries/change";
import { currentActor } from "@/lib/identity/current-actor";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage } from "../../../portal-page";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ kept?: string }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: `${(await searchParams).kept ? "Error: " : ""}Change of a contact alias – Forewarned`, robots: "noindex" };
}

/** What the link of a told reader opens. Looking changes nothing; the button stops the change, and signs nobody in. */
export default async function StopAliasChangePage({ params, searchParams }: Props) {
  const { token } = await params;
  const change = await aliasChangeOfStopLink(await currentActor(), token);
  if (change === null) notFound();
  const list = listOr404(change.list);
  const { title, lede } = wordsOf(change);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problemsOf(await keptHere((await searchParams).kept))} />
      <PageHeading caption={list.name} title={title} lede={lede} />
      <div className="stack">
        <SummaryList
          rows={[
            { label: "Organization", value: change.organization },
            { label: "Current address", value: change.oldAddress === null ? "Stays" : <Address address={change.oldAddress} /> },
            { label: "New address", value: <Address address={change.newAddress} /> },
            { label: "Requested by", value: change.askedBy },
            { label: "Requested on", value: <Moment at={change.askedAt} /> },
          ]}
        />
        {change.ended === null ? null : (
          <p>
            {change.ended.words} <Moment at={change.ended.at} />
          </p>
        )}
        {["asked", "waiting", "moving"].includes(change.status) ? (
          <>
            <p>
              If this is right, no action is needed. If it is wrong, stop the change: the current address stays, everybody is told, and the
              organization can ask again.
            </p>
            <Form action={`/confirm/alias-change/${encodeURIComponent(token)}/stop`} hidden={{ now: "yes" }}>
              <Actions>
                <Button>Stop this change</Button>
              </Actions>
            </Form>
          </>
        ) : null}
      </div>
    </PortalPage>
  );
}

function wordsOf({ status, organization }: StopLinkPage): { title: string; lede: string } {
  switch (status) {
    case "completed":
      return {
        title: "This change is complete",
        lede: "It can no longer be stopped. If it was wrong, reply to the email. The committee reads the replies.",
      };
    case "stopped":
      return { title: "This change is stopped", lede: "The current address stays. No action is needed." };
    case "expired":
      return { title: "This change did not happen", lede: "The current address stays. No action is needed." };
    default:
      return {
        title: "Stop a change of a contact alias?",
        lede: `${organization} wants to change its contact alias. You were told about this change and can stop it.`,
      };
  }
}
