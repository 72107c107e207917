import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { currentActor } from "@/lib/identity/current-actor";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { memberOfRecheck } from "@/lib/recheck/queries/own";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import { type MemberSearch, titleOf } from "../../../here";
import { canAnswer, openRecheckHere } from "../here";
import { AgainForm } from "./again-form";
import { NoLonger } from "./no-longer";

type Search = MemberSearch & { kept?: string; check?: string; more?: string; no?: string; from?: string };
type Props = { params: Promise<{ list: string; criterion: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { list, criterion } = await params;
  const { kept, check } = await searchParams;
  const title = listOr404(list).criteria.find(({ key }) => key === criterion)?.title ?? "Re-check";
  return titleOf(list, `${title} – Re-check`, { kept: kept ?? check });
}

/** One criterion of a re-check: the earlier statement, and whether it is still true. A reference redirects to its re-check. */
export default async function RecheckCriterionPage({ params, searchParams }: Props) {
  const { list: slug, criterion: key } = await params;
  const search = await searchParams;
  if (/^\d/.test(key)) return goToReference(slug, key);
  const here = await openRecheckHere(slug, `recheck/${key}`, search);
  const { list, recheck, statusBanner, at } = here;
  const found = recheck.again.find(({ criterion }) => criterion.key === key);
  if (found === undefined || !canAnswer(recheck, key)) notFound();
  const kept = await keptHere(search.kept);
  const problems = kept === null ? (search.check === undefined ? [] : found.problems) : problemsOf(kept);
  const fromCheck = search.from === "check";
  const question = recheck.questions.find(({ criterion }) => criterion === key);
  return (
    <PortalPage list={list} statusBanner={statusBanner("recheck")}>
      <ErrorSummary problems={problems} />
      <BackLink href={at(fromCheck ? "recheck/check" : "recheck")} words={fromCheck ? "Check and send" : `Re-check ${recheck.reference}`} />
      {search.no !== undefined && found.response?.says === "no-longer-true" ? (
        <NoLonger here={here} found={found} />
      ) : (
        <>
          <PageHeading
            caption={`Criterion ${found.number} of ${recheck.again.length}`}
            title={found.criterion.recheckQuestion}
            lede={found.criterion.rule}
          />
          {question === undefined ? null : (
            <>
              <p>The committee asks:</p>
              <QuotedText panel text={question.question} />
            </>
          )}
          <AgainForm
            here={here}
            found={found}
            kept={kept}
            problems={problems}
            more={search.more}
            from={question ? "question" : fromCheck ? "check" : undefined}
          />
        </>
      )}
    </PortalPage>
  );
}

/** The address in emails: a person who acts for several members gets to the right one. */
async function goToReference(slug: string, reference: string): Promise<never> {
  await personOrSignIn(`/membership/${slug}/recheck/${encodeURIComponent(reference)}`);
  const memberId = await memberOfRecheck(await currentActor(), reference);
  if (memberId === null) notFound();
  redirect(`/membership/${slug}/recheck?member=${memberId}`);
}
