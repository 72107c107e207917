import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { SummaryList } from "@/components/ui/summary-list";
import { capital } from "@/lib/list/words";
import { ApplicationPage } from "../../../application-page";
import { type ApplicationParams, reviewHere, type Search, titleHere } from "../../../here";
import { pathOf } from "../../../path";
import { clockWords } from "../../queue-row";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleHere(await params, "Application");
}

/** Reviewers are redirected to the first criterion they have not assessed. Administrators and auditors see the progress; recused people see only that they are. */
export default async function ApplicationStartPage({ params, searchParams }: Props) {
  const at = await params;
  const here = await reviewHere(at, pathOf(at));
  const { head } = here;
  if (head.view === "full") {
    const next = head.criteria.find(({ mine, mineStale }) => head.assigned && (mine === null || mineStale)) ?? head.criteria[0];
    const { done } = await searchParams;
    redirect(`${pathOf(at, next?.key ?? "vote")}${done ? `?done=${encodeURIComponent(done)}` : ""}`);
  }
  if (head.view === "recused") {
    return (
      <ApplicationPage here={here} tab="criteria" title="You have a conflict of interest">
        <p>You have a conflict of interest with this application, so you can only see that it exists.</p>
        <Empty>
          If this is wrong, tell somebody on the committee. Two other people can remove a conflict of interest, unless you act for the
          organization or work on the application.
        </Empty>
      </ApplicationPage>
    );
  }
  return (
    <ApplicationPage here={here} tab="criteria" title={head.organization} caption={head.reference}>
      <SummaryList
        rows={[
          { label: "State", value: capital(head.status.replaceAll("_", " ")) },
          { label: "Sent", value: <Day day={head.submittedOn} /> },
          { label: "Deadline", value: clockWords(head.clock) },
          {
            label: "Decision due",
            value:
              head.status === "information_requested" ? (
                "The deadline is paused until the applicant answers"
              ) : (
                <Day day={head.clock.dueOn} as="weekday" today={here.today} />
              ),
          },
          ...(head.decidedAt === null ? [] : [{ label: "Decided", value: <Moment at={head.decidedAt} /> }]),
        ]}
      />
      <p>Only reviewers and chairs can see answers and findings.</p>
    </ApplicationPage>
  );
}
