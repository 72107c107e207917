import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Unplaced } from "@/components/application/unplaced";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { PortalPage } from "../../../portal-page";
import { applicationHere, pathOf, titleHere, unplacedHere } from "../../here";
import { PutAway } from "../put-away";

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ kept?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "Paste your email", { error: (await searchParams).kept !== undefined });
}

/** For those who wrote the application as a mail already. */
export default async function MailPage({ params, searchParams }: Props) {
  const { reference } = await params;
  const { view, list, statusBanner } = await applicationHere(reference, pathOf(reference, "mail"));
  if (view.status !== "draft") redirect(pathOf(reference));
  const kept = await keptHere((await searchParams).kept);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problems} />
      <BackLink href={pathOf(reference)} words={`Application ${reference}`} />
      <PageHeading
        caption={`Application ${reference}, ${view.organization}`}
        title="Paste your email"
        lede="The portal looks for the criteria in your email and fills in the answers that are still empty. You check them before anything is sent."
      />
      <div className="stack">
        <p>
          Text that cannot be assigned to a criterion is kept and shown to you. The embargo policy cannot be accepted by email: somebody has
          to accept it on its page.
        </p>
        <Form action={pathOf(reference, "mail", "read")}>
          <TextArea
            name="text"
            label="Text of your email"
            hint="As you sent it, including the criteria if they are in it"
            value={kept?.fields.text}
            problems={problems}
          />
          <Actions>
            <Button>Fill in the answers</Button>
          </Actions>
        </Form>
        <Unplaced
          parts={(await unplacedHere(reference)).map(({ id, text }) => ({
            key: id,
            text,
            dismiss: <PutAway reference={reference} part={id} />,
          }))}
        />
      </div>
    </PortalPage>
  );
}
