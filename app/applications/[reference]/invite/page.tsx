import type { Metadata } from "next";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage } from "../../../portal-page";
import { applicationHere, pathOf, titleHere } from "../../here";
import { DoneBanner } from "../done-banner";

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ kept?: string; done?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "Invite a colleague", { error: (await searchParams).kept !== undefined });
}

/** Who writes in the application, who is invited, and the form that invites. */
export default async function InvitePage({ params, searchParams }: Props) {
  const { reference } = await params;
  const search = await searchParams;
  const { view, list, statusBanner } = await applicationHere(reference, pathOf(reference, "invite"));
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problems} />
      <DoneBanner done={search.done} />
      <BackLink href={pathOf(reference)} words={`Application ${reference}`} />
      <PageHeading
        caption={`Application ${reference}, ${view.organization}`}
        title="Invite a colleague"
        lede="They can read and change every answer, and each change is recorded with their name. They have no access until they sign in with the invited address and agree."
      />
      <Form action={pathOf(reference, "invite", "send")}>
        <TextField
          name="email"
          type="email"
          autocomplete="off"
          label="Email address of your colleague"
          value={kept?.fields.email}
          problems={problems}
        />
        <Actions>
          <Button>Send the invitation</Button>
        </Actions>
      </Form>
      <div className="heading" />
      <Entry margin="Invited" title="Waiting for an answer">
        {view.invitations.length === 0 ? <p>There are no open invitations.</p> : null}
        {view.invitations.map(({ id, email, expiresAt }) => (
          <div key={id} className="stack">
            <p>
              <Address address={email} />
            </p>
            <p className="meta">
              {expiresAt > view.now ? "Valid until " : "Expired on "}
              <Moment at={expiresAt} />
            </p>
            <Form action={pathOf(reference, "invite", "end")} hidden={{ invitation: id }}>
              <Button variant="second" hint={`for ${email}`}>
                Withdraw the invitation
              </Button>
            </Form>
          </div>
        ))}
      </Entry>
      <Entry margin="People" title="Who can edit this application">
        <ul className="list">
          {view.people.map(({ name, email, isMe }) => (
            <li key={email}>
              {name === email ? email : `${name}, ${email}`}
              {isMe ? " (you)" : ""}
            </li>
          ))}
        </ul>
      </Entry>
    </PortalPage>
  );
}
