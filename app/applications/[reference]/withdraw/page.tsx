import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Form } from "@/components/form/form";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage } from "../../../portal-page";
import { applicationHere, pathOf, titleHere } from "../../here";

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ kept?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "Withdraw the application", { error: (await searchParams).kept !== undefined });
}

/** Explains what withdrawing does, and asks for confirmation. */
export default async function WithdrawPage({ params, searchParams }: Props) {
  const { reference } = await params;
  const { view, list, statusBanner } = await applicationHere(reference, pathOf(reference, "withdraw"));
  if (!["draft", "submitted", "information_requested"].includes(view.status)) redirect(pathOf(reference));
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problemsOf(await keptHere((await searchParams).kept))} />
      <BackLink href={pathOf(reference)} words={`Application ${reference}`} />
      <PageHeading
        caption={`Application ${reference}, ${view.organization}`}
        title="Withdraw the application"
        lede="The committee will stop reviewing it. This cannot be undone."
      />
      <div className="stack">
        <ul className="list">
          <li>Links in emails to the contact alias and to invited colleagues stop working.</li>
          <li>You can start a new application at any time, starting from the answers of this one.</li>
          <li>Everybody who works on it will be told by email.</li>
        </ul>
        <Form action={pathOf(reference, "withdraw", "confirm")} hidden={{ now: "yes" }}>
          <Actions>
            <Button>Withdraw the application</Button>
            <LinkButton variant="second" href={pathOf(reference)}>
              Keep it
            </LinkButton>
          </Actions>
        </Form>
      </div>
    </PortalPage>
  );
}
