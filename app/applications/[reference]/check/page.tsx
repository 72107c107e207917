import type { Metadata } from "next";
import { AnswerCard } from "@/components/application/answer-card";
import { Checkbox } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Panel } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import type { ApplicantView } from "@/lib/application/applicant-view";
import { answerRows } from "@/lib/application/export";
import type { ReadCriterion } from "@/lib/application/reading";
import { openPoints, readyToSubmit, taskStatus } from "@/lib/application/rules";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Problem } from "@/lib/kernel/refusal";
import type { ListDefinition } from "@/lib/list/definition";
import { PortalPage } from "../../../portal-page";
import { answersHere, applicationHere, obstaclesOf, pathOf, titleHere } from "../../here";
import { AliasEmail } from "../alias-email";
import { taskStates } from "../draft-page";

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ kept?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "Check your answers", { error: (await searchParams).kept !== undefined });
}

/** Everything on one page before it is sent; after that, everything that was sent. */
export default async function CheckPage({ params, searchParams }: Props) {
  const { reference } = await params;
  const { view, list, statusBanner } = await applicationHere(reference, pathOf(reference, "check"));
  const read = await answersHere(reference);
  const kept = await keptHere((await searchParams).kept);
  const refused = problemsOf(kept);
  const open = readyToSubmit(read, obstaclesOf(view));
  // An unticked box is refused before the answers are validated; the page then shows all open points at once.
  const told = refused.map(({ message }) => message);
  const problems = refused.length === 0 ? [] : [...open.filter(({ message }) => !told.includes(message)), ...refused];
  const isDraft = view.status === "draft";
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problems} />
      <BackLink href={pathOf(reference)} words={`Application ${reference}`} />
      <PageHeading
        caption={`Application ${reference}, ${view.organization}`}
        title={isDraft ? "Check your answers, then send the application" : "All answers"}
        lede={
          view.submittedAt === null || isDraft ? undefined : (
            <>
              Sent on <Moment at={view.submittedAt} />.
            </>
          )
        }
      />
      {read.map((each) => (
        <Card key={each.criterion.key} view={view} each={each} isDraft={isDraft} />
      ))}
      {isDraft ? <SendForm view={view} list={list} problems={problems} typed={kept?.fields.truth} /> : null}
    </PortalPage>
  );
}

function Card({ view, each, isDraft }: { view: ApplicantView; each: ReadCriterion; isDraft: boolean }) {
  const { criterion, number, reading } = each;
  const state = taskStates[taskStatus(each, obstaclesOf(view))];
  return (
    <AnswerCard
      id={criterion.key}
      number={number}
      title={criterion.title}
      icon={state.icon}
      word={state.word}
      rows={answerRows(each)}
      change={isDraft ? `${pathOf(view.reference, criterion.key)}?from=check${reading === null ? "" : "&check=1"}` : undefined}
      open={isDraft ? openPoints(each, obstaclesOf(view)) : []}
    />
  );
}

type SendProps = { view: ApplicantView; list: ListDefinition; problems: readonly Problem[]; typed?: string };

function SendForm({ view, list, problems, typed }: SendProps) {
  return (
    <Entry margin="Send" title="Send your answers">
      {view.aliasProgress === null ? null : <AliasEmail view={view} list={list} />}
      {view.unplaced.length === 0 ? null : (
        <Panel>
          <p>
            {view.unplaced.length === 1 ? "A part" : "Some parts"} of your email could not be assigned to a criterion.{" "}
            <a href={pathOf(view.reference)}>See the rest</a>. You can send the application without it.
          </p>
        </Panel>
      )}
      <Form action={pathOf(view.reference, "send")} version={view.version}>
        <Checkbox
          name="truth"
          label={`The information here is true, and I am authorized to send it for ${view.organization}`}
          hint="After you send it, you can only change what the committee asks about."
          value={typed}
          problems={problems}
        />
        <Actions>
          <Button>Send application</Button>
        </Actions>
      </Form>
    </Entry>
  );
}
