import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Panel } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { myOrganizations, openApplicationOn } from "@/lib/application/queries";
import { draftDays } from "@/lib/application/rules";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { eligibleAnswers, eligibleQuery } from "../eligible";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const list = listOr404((await params).list);
  return { title: `${(await searchParams).kept ? "Error: " : ""}Which organization is applying? – ${list.name}`, robots: "noindex" };
}

/** Names the organization and starts the draft. Somebody with an open application is led back to it. */
export default async function StartPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const { kept: keptId, ...given } = await searchParams;
  if (list.eligibility.some(({ key }) => given[key] !== "yes")) redirect(`/${list.slug}/apply${eligibleQuery(list, given)}`);
  const person = await personOrSignIn(`/${list.slug}/apply/start${eligibleQuery(list, given)}`);
  const open = await openApplicationOn(person, list.slug);
  if (open !== null) redirect(`/applications/${open}`);

  const mine = await myOrganizations(person, list.slug);
  const members = mine.filter(({ isMember }) => isMember);
  const known = mine.filter(({ isMember }) => !isMember);
  const kept = await keptHere(keptId);
  const problems = problemsOf(kept);
  return (
    <PortalPage list={list}>
      <ErrorSummary problems={problems} />
      <BackLink href={`/${list.slug}/apply${eligibleQuery(list, given)}`} words="Before you start" />
      <PageHeading
        title="Which organization is applying?"
        lede={`This starts a draft, which is kept for ${draftDays} days. The committee does not see it until you send it.`}
      />
      <div className="stack">
        {members.length === 0 ? null : (
          <Panel>
            <p>
              {members.map(({ name }) => name).join(", ")} is already a member of this list. To change its representatives,{" "}
              <a href={`/membership/${list.slug}`}>go to the membership</a>.
            </p>
          </Panel>
        )}
        <Form action={`/${list.slug}/apply/begin`} hidden={eligibleAnswers(list, given)}>
          {known.length === 0 ? null : (
            <Radios
              name="organizationId"
              label="Which organization are you applying for?"
              hint="If it applied before, its earlier answers are copied for you to check"
              options={[...known.map(({ id, name }) => ({ value: id, label: name })), { value: "another", label: "Another organization" }]}
              value={kept?.fields.organizationId}
              problems={problems}
            />
          )}
          <TextField
            name="name"
            label={known.length === 0 ? "Name of your organization" : "Name of the other organization"}
            hint="As it should appear on the roster. You can correct it until you send the application."
            autocomplete="organization"
            value={kept?.fields.name}
            problems={problems}
          />
          <Actions>
            <Button>Start the application</Button>
          </Actions>
        </Form>
      </div>
    </PortalPage>
  );
}
