import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { committeeRemovalHere, type RemovalParams, removalPath, removalStatusBanner, removalTitle } from "@/app/committee/removal-page";
import { PortalPage } from "@/app/portal-page";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Search } from "../../../../here";

type Props = { params: Promise<RemovalParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return removalTitle(await params, "Stop the removal", { error: (await searchParams).kept !== undefined });
}

/** A reason, which the member reads if it was told, and one press. */
export default async function StopRemovalPage({ params, searchParams }: Props) {
  const at = await params;
  const { list, person, today, removal } = await committeeRemovalHere(at, removalPath(at, "stop"));
  if (removal.view === "recused" || !removal.may.stop) notFound();
  const kept = await keptHere((await searchParams).kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`} statusBanner={removalStatusBanner(removal, { list, person, today })}>
      <ErrorSummary problems={problems} />
      <BackLink href={removalPath(at)} words={`Removal ${removal.reference}`} />
      <PageHeading
        caption={`${removal.organization}, ${removal.reference}`}
        title={`Stop the removal of ${removal.organization}`}
        lede="The organization stays a member with its original dates. A removal can be proposed again."
      />
      <Form action={removalPath(at, "stop", "now")} label="Stop the removal">
        <TextArea
          name="reason"
          label="Why"
          hint={
            removal.toldAt === null ? "The member was not told about the proposal and is not told about this" : "The member will read this"
          }
          maxLength={2000}
          value={kept?.fields.reason}
          problems={problems}
        />
        <Actions>
          <Button>Stop the removal</Button>
          <LinkButton variant="link" href={removalPath(at)}>
            Cancel
          </LinkButton>
        </Actions>
      </Form>
    </PortalPage>
  );
}
