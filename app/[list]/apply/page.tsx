import type { Metadata } from "next";
import { EligibilityQuestions } from "@/components/application/eligibility";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage } from "../../portal-page";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const list = listOr404((await params).list);
  return { title: `${(await searchParams).kept ? "Error: " : ""}Start an application – ${list.name}`, description: list.purpose };
}

/** A few questions before anything is asked for. Their answers travel in the address and are stored nowhere. */
export default async function ApplyPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const { kept: keptId, ...given } = await searchParams;
  const kept = await keptHere(keptId);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problems} />
      <BackLink href={`/${list.slug}`} words={list.name} />
      <PageHeading
        title="Before you start"
        lede={`Applying takes about 30 minutes. You can save at any point. We decide within ${list.decision.workingDays} working days.`}
      />
      <div className="stack">
        <p>
          If your organization is already a member, <a href={`/membership/${list.slug}`}>go to its membership</a> or{" "}
          <a href={`/membership/${list.slug}/join`}>ask to act for it</a>.
        </p>
        <Form action={`/${list.slug}/apply/answers`} hidden={{ list: list.slug }}>
          <EligibilityQuestions questions={list.eligibility} typed={kept?.fields ?? definite(given)} problems={problems} />
          <Actions>
            <Button>Continue</Button>
          </Actions>
        </Form>
      </div>
    </PortalPage>
  );
}

function definite(given: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])));
}
