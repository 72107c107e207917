import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { committeeRemovalHere, type RemovalParams, removalPath, removalStatusBanner, removalTitle } from "@/app/committee/removal-page";
import { PortalPage } from "@/app/portal-page";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Search } from "../../../../here";

type Props = { params: Promise<RemovalParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return removalTitle(await params, "Record a conversation", { error: (await searchParams).kept !== undefined });
}

/** Whom somebody on the committee told by voice, and when: it counts like a delivered email. */
export default async function RecordContactPage({ params, searchParams }: Props) {
  const at = await params;
  const { list, person, removal, today } = await committeeRemovalHere(at, removalPath(at, "contact"));
  if (removal.view === "recused" || !removal.may.tell) notFound();
  const kept = await keptHere((await searchParams).kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={removalStatusBanner(removal, { list, person, today })}>
      <ErrorSummary problems={problems} />
      <BackLink href={removalPath(at)} words={`Removal ${removal.reference}`} />
      <PageHeading
        caption={`${removal.organization}, ${removal.reference}`}
        title="Record a conversation"
        lede="Use this if you told a representative the reasons, the date and how to appeal. The conversation counts as an email that was delivered on the day you enter."
      />
      <Form action={removalPath(at, "contact", "record")} label="Record a conversation">
        <TextField name="with" label="Who you spoke with" value={kept?.fields.with} problems={problems} />
        <TextField name="on" label="Date" hint="For example, 2026-12-04" type="date" value={kept?.fields.on ?? today} problems={problems} />
        <Actions>
          <Button>Record the conversation</Button>
          <LinkButton variant="link" href={removalPath(at)}>
            Back
          </LinkButton>
        </Actions>
      </Form>
    </PortalPage>
  );
}
