import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MissingPeople } from "@/app/committee/missing-people";
import { Form } from "@/components/form/form";
import { FindingsMatrix } from "@/components/review/findings-matrix";
import { Button } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { criteriaInForce } from "@/lib/list/criteria";
import { criterionByKey } from "@/lib/list/lookup";
import { voteForReview } from "@/lib/review/queries/vote";
import { ApplicationPage, unlinked } from "../../../../application-page";
import { type ApplicationParams, reviewHere, type Search, titleHere } from "../../../../here";
import { pathOf } from "../../../../path";
import { People } from "./people";
import { Recuse } from "./recuse";
import { RoundPart } from "./round";
import { Waivers } from "./waivers";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere(await params, "Vote", { error: (await searchParams).kept !== undefined });
}

/** The findings side by side, the rule in words, the vote, and who takes part. */
export default async function VotePage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await reviewHere(at, pathOf(at, "vote"));
  const { head, list, today } = here;
  const view = await voteForReview(here.person, list, { reference: at.reference, today });
  if (view === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = unlinked(problemsOf(kept), list);
  const full = head.view === "full" ? head : null;
  const deciding = full?.deciding ?? false;
  const order = criteriaInForce(list, head.view === "recused" ? today : head.submittedOn).map(({ key }) => key);
  const done = search.done === "voted" && view.round?.closedAt ? "voted-closed" : search.done;
  const matrix = view.matrix.toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key));

  return (
    <ApplicationPage here={here} tab="vote" title="Vote" lede={list.decision.words} problems={problems} done={done}>
      <MissingPeople list={list.slug} viewer={here.person} about={at.reference} />
      <Entry margin="Findings" plain>
        {view.reviewers.length === 0 ? (
          <p>This application is not assigned to anybody yet.</p>
        ) : (
          <FindingsMatrix
            reviewers={view.reviewers}
            criteria={matrix.map(({ key, cells }) => ({
              key,
              title: criterionByKey(list, key)?.title ?? key,
              cells,
              ...(full === null ? {} : { href: pathOf(at, key) }),
            }))}
          />
        )}
        {full?.assigned && !full.sent && deciding ? (
          <Form action={pathOf(at, "send")} hidden={{ page: "vote" }} label="Send my findings">
            <Button variant="second">Send my findings</Button>
          </Form>
        ) : null}
      </Entry>
      <RoundPart at={at} view={view} votes={deciding} chairs={deciding && (full?.chairs ?? false)} kept={kept} problems={problems} />
      {full === null ? null : (
        <Waivers
          at={at}
          view={view}
          criteria={full.criteria}
          chairs={deciding && full.chairs}
          votes={deciding}
          kept={kept}
          problems={problems}
        />
      )}
      <People at={at} view={view} chairs={deciding && (full?.chairs ?? false)} votes={deciding} problems={problems} />
      {deciding && full !== null ? <Recuse at={at} assigned={full.assigned && !full.sent} /> : null}
    </ApplicationPage>
  );
}
