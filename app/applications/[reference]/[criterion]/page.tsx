import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswerRows } from "@/components/application/answer-card";
import { LeftOut } from "@/components/application/unplaced";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { disownedPoint } from "@/lib/application/alias-progress";
import { answerRows } from "@/lib/application/export";
import { emptyProblems, type ReadCriterion } from "@/lib/application/reading";
import { asksIfFinished, namesOneOf, saysNo } from "@/lib/application/rules";
import { openQuestions } from "@/lib/application/status-banner";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { Problem } from "@/lib/kernel/refusal";
import { criterionByKey } from "@/lib/list/lookup";
import { PortalPage } from "../../../portal-page";
import { answersHere, applicationHere, type Here, pathOf, titleHere } from "../../here";
import { AnswerForm } from "./answer-form";
import { SaysNo } from "./says-no";
import { TwoTexts } from "./two-texts";

type Search = { kept?: string; check?: string; no?: string; more?: string; from?: string };
type Props = { params: Promise<{ reference: string; criterion: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { reference, criterion } = await params;
  const search = await searchParams;
  const { view, list } = await applicationHere(reference, pathOf(reference, criterion));
  const found = criterionByKey(list, criterion);
  const conflict = view.conflicts.some((each) => each.criterion === criterion);
  const problems = found === undefined || conflict ? [] : await problemsHere(reference, criterion, search);
  return titleHere(reference, found?.title ?? "Page not found", { error: problems.length > 0 });
}

/** One criterion: why we ask, its fields, and what is wrong with what is stored. */
export default async function CriterionPage({ params, searchParams }: Props) {
  const { reference, criterion: key } = await params;
  const search = await searchParams;
  const here = await applicationHere(reference, pathOf(reference, key));
  const read = await answersHere(reference);
  const found = read.find(({ criterion }) => criterion.key === key);
  if (found === undefined) notFound();

  const { view, list, statusBanner } = here;
  const caption = `Criterion ${found.number} of ${read.length}`;
  const back = (
    <BackLink
      href={search.from === "check" ? pathOf(reference, "check") : pathOf(reference)}
      words={search.from === "check" ? "Check your answers" : `Application ${reference}`}
    />
  );
  const says = search.no !== undefined && found.reading?.ok ? saysNo(found.reading.answer) : null;
  if (says !== null) {
    return (
      <PortalPage list={list} statusBanner={statusBanner}>
        {back}
        <SaysNo says={says} criterion={key} list={list} view={view} caption={caption} next={read[found.number]?.criterion.key ?? null} />
      </PortalPage>
    );
  }

  const conflict = view.conflicts.find((each) => each.criterion === key);
  const problems = await problemsHere(reference, key, search);
  const heading = <PageHeading caption={caption} title={found.criterion.question} lede={found.criterion.why} />;
  if (!isEditable(here, found)) return <ClosedPage here={here} found={found} heading={heading} kept={search.kept} />;
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problems} />
      {back}
      {conflict === undefined ? (
        heading
      ) : (
        <PageHeading caption={caption} title="Which text do you want to keep?" lede={found.criterion.title} />
      )}
      {view.unplaced.length === 0 ? null : (
        <Details summary="From your email, not assigned yet">
          <p>The portal could not tell which criterion these parts belong to. Copy what you need into the answers.</p>
          {view.unplaced.map(({ id, text }) => (
            <QuotedText key={id} panel text={text} />
          ))}
          {view.unplacedLeftOut ? <LeftOut href={pathOf(reference, "mail")} /> : null}
        </Details>
      )}
      {conflict === undefined ? (
        <AnswerForm
          view={view}
          list={list}
          found={found}
          kept={await keptHere(search.kept)}
          problems={problems}
          more={search.more}
          from={search.from}
          question={openQuestions(view).find(({ criterion }) => criterion === key)}
        />
      ) : (
        <TwoTexts view={view} found={found} mine={conflict.draft} problems={problems} />
      )}
    </PortalPage>
  );
}

/** What cannot be changed is still shown, with a text that came too late, so that it can be copied. */
async function ClosedPage({
  here: { view, list, statusBanner },
  found,
  heading,
  kept: keptId,
}: {
  here: Here;
  found: ReadCriterion;
  heading: React.ReactNode;
  kept?: string;
}) {
  const kept = await keptHere(keptId);
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problemsOf(kept)} />
      <BackLink href={pathOf(view.reference)} words={`Application ${view.reference}`} />
      {heading}
      <div className="stack">
        <p>The answer can no longer be changed here.</p>
        <AnswerRows rows={answerRows(found)} />
        {kept === null ? null : (
          <>
            <h2>What you typed, to copy</h2>
            {Object.entries(kept.fields)
              .filter(([name, text]) => text !== "" && !["version", "then", "finished", "from", "policyVersion"].includes(name))
              .map(([name, text]) => (
                <QuotedText key={name} panel text={text} />
              ))}
          </>
        )}
      </div>
    </PortalPage>
  );
}

function isEditable({ view }: Here, { stored }: ReadCriterion): boolean {
  return view.status === "draft" || ((view.status === "submitted" || view.status === "information_requested") && stored?.reopened === true);
}

/** After a refusal what was refused; with ?check what is wrong with what is stored. */
async function problemsHere(reference: string, key: string, { kept: keptId, check }: Search): Promise<readonly Problem[]> {
  const kept = await keptHere(keptId);
  if (kept !== null) return problemsOf(kept);
  const found = check === undefined ? undefined : (await answersHere(reference)).find(({ criterion }) => criterion.key === key);
  if (found === undefined) return [];
  const { criterion, stored, reading } = found;
  const unfinished =
    asksIfFinished(criterion) && stored?.finished !== true
      ? [{ field: "finished", message: "Select whether this section is finished" }]
      : [];
  const view = (await applicationHere(reference, pathOf(reference, key))).view;
  const disowned = reading?.ok && namesOneOf(view.disowned, reading) ? [{ field: "address", message: disownedPoint }] : [];
  return [...(reading === null ? emptyProblems(criterion) : reading.ok ? disowned : reading.problems), ...unfinished];
}
