import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswerRows } from "@/components/application/answer-card";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon } from "@/components/ui/status-icon";
import { dayOf } from "@/lib/kernel/calendar";
import { type Kept, keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Problem } from "@/lib/kernel/refusal";
import { rowsOfDraft } from "@/lib/list/answer";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { allRuleChanges, type Showing, showings } from "@/lib/recheck/rule-changes";
import { answersForCommittee } from "@/lib/views/recheck-for-committee";
import { placedOn } from "../../../../placed-on";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import type { Search } from "../../../here";
import { chairFindsMet } from "../../rechecks/chair-finds-met";
import { DoneBanner } from "../../rechecks/done-banner";

type Props = { params: Promise<{ list: string; memberId: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return { title: `${error}Criteria of a member – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** Whether one member meets the announced criteria, with its answers; a reviewer decides them. */
export default async function MemberCriteriaPage({ params, searchParams }: Props) {
  const { list: slug, memberId } = await params;
  const list = listOr404(slug);
  const here = `/committee/${slug}/criteria/${encodeURIComponent(memberId)}`;
  const person = await personOrSignIn(here);
  const search = await searchParams;
  const found = await answersForCommittee(person, list, memberId);
  if (found === null) notFound();
  const today = dayOf(new Date());
  const on = allRuleChanges(list).find(({ since }) => since > today)?.since ?? today;
  const kept = await keptHere(search.kept);
  const problems = placedOn(problemsOf(kept), kept?.fields.criterion);
  return (
    <PortalPage list={list} at={`/committee/${slug}`}>
      <ErrorSummary problems={problems} />
      <DoneBanner done={search.done} />
      <BackLink href={`/committee/${slug}/criteria`} words="Criteria" />
      <PageHeading
        caption={found.evidence.organization}
        title="Standing for each criterion"
        lede={
          <>
            As of <Day day={on} />, based on the current data.
          </>
        }
      />
      {showings(list, found.evidence, on).map((showing) => (
        <ShowingEntry key={showing.criterion} list={list} here={here} showing={showing} found={found} kept={kept} problems={problems} />
      ))}
    </PortalPage>
  );
}

const icons = {
  met: { shape: "met", word: "Met" },
  "not-shown": { shape: "not-yet", word: "No evidence yet" },
  "not-met": { shape: "not-met", word: "Not met" },
} as const;

type EntryProps = {
  list: ListDefinition;
  here: string;
  showing: Showing;
  found: NonNullable<Awaited<ReturnType<typeof answersForCommittee>>>;
  kept: Kept | null;
  problems: readonly Problem[];
};

function ShowingEntry({ list, here, showing, found: { evidence, confirmed, chairOnly }, kept, problems }: EntryProps) {
  const answer = evidence.answers.find(({ criterion }) => criterion === showing.criterion);
  const criterion = criterionByKey(list, showing.criterion);
  const { on, stamp = "" } = confirmed.find((each) => each.criterion === showing.criterion) ?? {};
  const withoutMet = chairOnly.includes(showing.criterion);
  const mine = kept?.fields.criterion === showing.criterion;
  const { shape, word } = icons[showing.is];
  return (
    <Entry margin={<StatusIcon shape={shape} word={word} />} title={showing.title}>
      {showing.is === "met" && on !== undefined ? null : <p>{showing.reason}</p>}
      {answer === undefined || criterion === undefined ? null : (
        <>
          {on === undefined ? null : (
            <p className="quiet">
              Answered on <Day day={on} />
            </p>
          )}
          <AnswerRows rows={rowsOfDraft(criterion, answer.draft)} />
          {answer.verdictReason ? <QuotedText panel text={answer.verdictReason} /> : null}
        </>
      )}
      {answer !== undefined && on !== undefined ? (
        <Details summary={`Review the answer to ${showing.title}`} open={mine}>
          <Form action={`${here}/decide`} hidden={{ criterion: showing.criterion, answered: stamp }} label={`Review ${showing.title}`}>
            {withoutMet ? <p>{chairFindsMet}</p> : null}
            <Radios
              name={`verdict.${showing.criterion}`}
              label="Is it met?"
              options={[
                ...(withoutMet ? [] : [{ value: "met", label: "Met" }]),
                { value: "not-met", label: "Not met" },
                { value: "cannot-tell", label: "Cannot tell" },
              ]}
              value={mine ? kept?.fields[`verdict.${showing.criterion}`] : (answer.verdict ?? "")}
              problems={problems}
            />
            <TextArea
              name={`reason.${showing.criterion}`}
              label="Reason"
              hint="The member will read this if the criterion is not met. Needed if you withdraw a reason for a removal that two people approved"
              maxLength={2000}
              value={mine ? kept?.fields[`reason.${showing.criterion}`] : (answer.verdictReason ?? "")}
              problems={problems}
            />
            <Actions>
              <Button variant="second">Save my decision</Button>
            </Actions>
          </Form>
        </Details>
      ) : null}
    </Entry>
  );
}
