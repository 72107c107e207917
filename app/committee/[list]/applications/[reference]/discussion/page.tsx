import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Discussion } from "@/components/review/discussion";
import { Button } from "@/components/ui/button";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { discussionOf } from "@/lib/review/queries/discussion";
import { ApplicationPage } from "../../../../application-page";
import { type ApplicationParams, reviewHere, type Search, titleHere } from "../../../../here";
import { pathOf } from "../../../../path";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere(await params, "Discussion", { error: (await searchParams).kept !== undefined });
}

/** The committee's own words on an application, and the field for the next. */
export default async function DiscussionPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await reviewHere(at, pathOf(at, "discussion"));
  const notes = await discussionOf(here.person, here.list, at.reference);
  if (notes === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  return (
    <ApplicationPage here={here} tab="discussion" title="Discussion" problems={problems} done={search.done}>
      <Discussion notes={notes} />
      {here.head.view !== "full" ? null : (
        <Form action={pathOf(at, "discussion", "note")} submissionKey={kept?.fields.key ?? randomUUID()} label="Write a note">
          <TextArea
            name="text"
            label="Your note"
            hint="Plain text. The applicant never sees it"
            maxLength={5000}
            value={kept?.fields.text}
            problems={problems}
          />
          <Button>Save the note</Button>
        </Form>
      )}
    </ApplicationPage>
  );
}
