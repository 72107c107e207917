import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunAgain } from "@/components/evidence/run-again";
import { Form } from "@/components/form/form";
import { AnswerPanel } from "@/components/review/answer-panel";
import { FindingForm } from "@/components/review/finding-form";
import { Shortcuts } from "@/components/review/shortcuts";
import { Panel } from "@/components/ui/banner";
import { Button, LinkButton } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Columns } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import { checkTitles } from "@/lib/evidence/checks";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { criterionByKey } from "@/lib/list/lookup";
import { criterionForReview } from "@/lib/review/queries/criterion";
import { resemblancesOf } from "@/lib/review/queries/resemblances";
import { ownSettings } from "@/lib/review/queries/settings";
import { type FindingVerdict, findingVerdicts } from "@/lib/review/words";
import { ApplicationPage, unlinked } from "../../../../application-page";
import { type ApplicationParams, fullHere, type Search, titleHere } from "../../../../here";
import { pathOf } from "../../../../path";
import { CriteriaList } from "./criteria-list";
import { OthersFindings } from "./others-findings";
import { Resemblances } from "./resemblances";

type Props = { params: Promise<ApplicationParams & { criterion: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const at = await params;
  const { list } = await fullHere(at, pathOf(at, at.criterion));
  return titleHere(at, criterionByKey(list, at.criterion)?.title ?? "Page not found", { error: (await searchParams).kept !== undefined });
}

/** One criterion: the applicant's answer on the left, the reader's finding on the right. */
export default async function CriterionReviewPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await fullHere(at, pathOf(at, at.criterion));
  const { head, list, today, person } = here;
  const found = await criterionForReview(person, list, { reference: head.reference, key: at.criterion, today });
  if (found === null) notFound();
  const resembling = found.number === 1 ? await resemblancesOf(person, list, { reference: head.reference }) : null;
  const kept = await keptHere(search.kept);
  const problems = unlinked(problemsOf(kept), list);
  const keys = (await ownSettings(person, list.slug))?.shortcuts ?? false;
  const { criterion, number, mine } = found;
  const before = head.criteria[number - 2];
  const next = head.criteria[number];
  const mayAssess = head.assigned && head.deciding && head.round !== "closed";
  const asked = found.question !== null && found.question.answeredAt === null && found.question.closedAt === null;
  const open = head.criteria.filter(({ mine: verdict, mineStale }) => verdict === null || mineStale).length;

  return (
    <ApplicationPage
      here={here}
      tab="criteria"
      title={criterion.title}
      caption={`${head.organization}, ${head.reference}. Criterion ${number} of ${found.of}`}
      lede={criterion.rule}
      problems={problems}
      done={search.done}
    >
      {keys ? (
        <Shortcuts targets={targets({ before: before !== undefined, next: next !== undefined })} send="#finding button[name=then]" />
      ) : null}
      <Columns
        left={
          <div className="stack">
            <AnswerPanel
              rows={found.rows}
              answeredAt={found.answeredAt}
              changedSinceFinding={mine?.stale}
              checks={[
                ...(found.assessment === null
                  ? []
                  : [
                      {
                        key: "assessment",
                        name: "Check of the answer",
                        result: result(found.assessment.verdict),
                        sentence: found.assessment.sentence,
                        at: null,
                      },
                    ]),
                ...found.checks.map((check) => ({
                  ...check,
                  key: check.id,
                  name: checkTitles[check.name],
                  seen: { data: JSON.stringify(check.seen, null, 2), hash: check.seenHash },
                  again: found.mayAskChecks ? <RunAgain action={pathOf(at, criterion.key, "check-again")} name={check.name} /> : null,
                })),
              ]}
              earlier={found.earlier}
            />
            {found.warnings.map((warning) => (
              <p key={warning} className="note">
                {warning}
              </p>
            ))}
            {found.question === null ? null : (
              <Panel>
                <p>
                  <strong>
                    {found.question.answeredAt ? (
                      "Asked and answered"
                    ) : found.question.closedAt ? (
                      "Asked, and closed without an answer"
                    ) : (
                      <>
                        Asked, due by <Day day={found.question.dueOn} today={today} />
                      </>
                    )}
                  </strong>
                </p>
                <QuotedText text={found.question.text} />
              </Panel>
            )}
            {resembling === null ? null : <Resemblances list={list.slug} found={resembling} />}
            <Details summary="What to look at">
              <p>{criterion.whatWeCheck}</p>
              <p>Good evidence: {criterion.goodEvidence}</p>
              <p>Not enough: {criterion.notEnough}</p>
            </Details>
          </div>
        }
        right={
          <div className="stack">
            {mayAssess ? (
              <div id="finding">
                <FindingForm
                  action={pathOf(at, criterion.key, "finding")}
                  version={found.answerVersion}
                  hidden={{ next: next?.key ?? criterion.key }}
                  question={`Is criterion ${number} met?`}
                  verdict={verdictOf(kept?.fields.verdict) ?? mine?.verdict ?? ""}
                  reason={kept?.fields.reason ?? mine?.reason}
                  skip={next === undefined ? undefined : pathOf(at, next.key)}
                  save={next === undefined ? "Save" : "Save and next criterion"}
                  problems={problems}
                  keys={keys}
                />
              </div>
            ) : (
              <p className="panel">
                {head.assigned || !head.deciding
                  ? "Findings can no longer be changed."
                  : "This application is assigned to other reviewers. You can read it, discuss it, ask questions and vote."}
              </p>
            )}
            {head.deciding ? (
              <LinkButton variant="second" href={`${pathOf(at, "questions")}?criterion=${encodeURIComponent(criterion.key)}`}>
                Ask the applicant about this
              </LinkButton>
            ) : null}
            {head.deciding && !asked && found.disownedAlias !== null ? (
              <Form
                action={pathOf(at, "questions", "ask")}
                hidden={{
                  criterion: criterion.key,
                  question: `Somebody who reads ${found.disownedAlias} said that the address is not your organization's. Which address does your team monitor?`,
                }}
                label="Ask for another address"
              >
                <Button variant="second">Ask for another address</Button>
              </Form>
            ) : null}
            <OthersFindings others={found.others} />
            <CriteriaList at={at} criteria={head.criteria} open={criterion.key} keys={keys} />
            {mayAssess && !head.sent ? (
              <Form action={pathOf(at, "send")} hidden={{ page: criterion.key }} label="Send my findings">
                <p className="meta">
                  {open === 0
                    ? "All criteria are assessed. You will see other reviewers' findings once you send yours."
                    : `${open} of ${head.criteria.length} criteria are not assessed yet. Other reviewers see your findings once you send them.`}
                </p>
                <Button variant={open === 0 ? "main" : "second"}>Send my findings</Button>
              </Form>
            ) : null}
          </div>
        }
      />
    </ApplicationPage>
  );
}

function verdictOf(text: string | undefined): FindingVerdict | undefined {
  return findingVerdicts.find((verdict) => verdict === text);
}

function result(verdict: FindingVerdict): "yes" | "no" | "cannot-tell" {
  return verdict === "met" ? "yes" : verdict === "not-met" ? "no" : "cannot-tell";
}

/** Which element each key presses. */
function targets({ before, next }: { before: boolean; next: boolean }): Readonly<Record<string, string>> {
  return {
    "1": "#finding input[value=met]",
    "2": "#finding input[value=not-met]",
    "3": "#finding input[value=cannot-tell]",
    ...(next ? { n: "#next-criterion" } : {}),
    ...(before ? { p: "#previous-criterion" } : {}),
    "?": "#keys summary",
  };
}
