import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TextField } from "@/components/form/text-field";
import { DataTable } from "@/components/ui/data-table";
import { Day } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { PageHeading } from "@/components/ui/page-heading";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { dayOf, isDay, longDate } from "@/lib/kernel/calendar";
import type { Problem } from "@/lib/kernel/refusal";
import { criteriaInForce, criterionVersion } from "@/lib/list/criteria";
import { count } from "@/lib/list/words";
import { type NoLongerQualifying, type RuleChangeProgress, ruleChangeProgress, whatIfOn } from "@/lib/recheck/queries/what-if";
import { allRuleChanges } from "@/lib/recheck/rule-changes";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import type { Search } from "../../here";
import { CommitteeSections } from "../../sections";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

/** Names on the page; the command line tells all. */
const mostNames = 100;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const error = problemsIn(await searchParams).length === 0 ? "" : "Error: ";
  return { title: `${error}Criteria – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** The criteria in force, those to come with their dates, who would no longer qualify on a day as things are known now, and how many were told. */
export default async function CommitteeCriteriaPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}/criteria`;
  const person = await personOrSignIn(here);
  const search = await searchParams;
  const today = dayOf(new Date());
  const coming = allRuleChanges(list).filter(({ since }) => since > today);
  const problems = problemsIn(search);
  const on = search.on && problems.length === 0 ? search.on : (coming[0]?.since ?? today);
  const [progress, result] = [await ruleChangeProgress(person, list, today), await whatIfOn(person, list, { on })];
  if (progress === null || result === null) notFound();
  const { met, noLongerQualify } = result;
  const deciders = hasCommitteeRole(person, list.slug, "reviewer", "chair");
  return (
    <PortalPage
      list={list}
      at={`/committee/${list.slug}`}
      statusBanner={{
        waitingOn: "nobody",
        sentence: coming.length === 0 ? "No change to the criteria is announced." : `${count(coming.length, "change")} to come.`,
      }}
    >
      <ErrorSummary problems={problems} />
      <CommitteeSections list={list.slug} at="criteria" viewer={person} />
      <PageHeading
        caption="Committee"
        title="Criteria"
        lede="The criteria in force, the announced changes, and which members would no longer qualify."
      />
      <Entry margin="What if" title={`On ${longDate(on)}: ${met} would qualify, ${noLongerQualify.length} would not`}>
        <p>
          Based on the current data: answers, committee decisions and the other list's roster. This page changes nothing. On the day a
          criterion takes effect, a removal is proposed for each member that was notified and has not shown that it meets the criterion.
        </p>
        <search>
          <form className="filters" action={here} method="get" aria-label="Another date">
            <TextField
              name="on"
              type="date"
              label="Another date"
              hint="For example, 2027-02-14"
              value={search.on ?? on}
              problems={problems}
            />
            <button type="submit" className="button button-second">
              Show that date
            </button>
          </form>
        </search>
        {noLongerQualify.length === 0 ? (
          <Empty>
            Every member would still qualify. Members appear here if they do not meet a criterion in force on that date, or have not shown
            that they do.
          </Empty>
        ) : (
          <DataTable
            caption={`Members that would no longer qualify on ${longDate(on)}`}
            columns={[{ head: "Member", names: true }, { head: "Reasons" }]}
            rows={noLongerQualify
              .slice(0, mostNames)
              .map((each, index) => ({ key: `${each.organization} ${index}`, cells: rowOf(deciders ? here : null, each) }))}
          />
        )}
        {noLongerQualify.length > mostNames ? (
          <p className="meta">Only the first {mostNames} are shown. The command line lists them all.</p>
        ) : null}
      </Entry>
      {coming.map((ruleChange) => {
        const told = progress.find(({ criterion, version }) => criterion === ruleChange.criterion && version === ruleChange.version);
        return (
          <Entry
            key={`${ruleChange.criterion} ${ruleChange.version}`}
            margin={
              <>
                From <Day day={ruleChange.since} as="short" />
              </>
            }
            title={ruleChange.title}
          >
            <p>{ruleChange.what}</p>
            <p>{toldWords(ruleChange.announcedOn, today, told)}</p>
          </Entry>
        );
      })}
      <Entry margin="In force" title={`${criteriaInForce(list, today).length} criteria are in force today`}>
        <DataTable
          caption="Criteria in force"
          columns={[{ head: "Criterion", names: true }, { head: "Since" }, { head: "Version" }]}
          rows={criteriaInForce(list, today).map((criterion) => ({
            key: criterion.key,
            cells: [
              criterion.title,
              <Day key="since" day={criterion.since} as="short" />,
              <Day key="version" day={criterionVersion(criterion, today)} as="short" />,
            ],
          }))}
        />
        <p>
          The criteria are part of the list's definition and are reviewed like code.{" "}
          <a href={`/${list.slug}/criteria`}>See the public page</a>.
        </p>
      </Entry>
    </PortalPage>
  );
}

/** An invalid day is reported and stays typed; the page then shows the default day. */
function problemsIn({ on }: Search): readonly Problem[] {
  return on && !isDay(on) ? [{ field: "on", message: "Enter a date, for example 2027-02-14" }] : [];
}

function toldWords(announcedOn: string, today: string, told: RuleChangeProgress | undefined): string {
  if (announcedOn > today) return `It will be announced on ${longDate(announcedOn)}. Members are not told before that.`;
  return `Announced on ${longDate(announcedOn)}. ${told?.told ?? 0} emailed, ${told?.answered ?? 0} answered.`;
}

/** Reviewers get a link to the answers. */
function rowOf(here: string | null, each: NoLongerQualifying): readonly React.ReactNode[] {
  if (each.recused)
    return [
      each.organization,
      <span key="aside" className="quiet">
        Not shown to you
      </span>,
    ];
  return [
    here === null ? (
      each.organization
    ) : (
      <a key="member" href={`${here}/${each.memberId}`}>
        {each.organization}
      </a>
    ),
    <ul key="lacks" className="list">
      {each.lacks.map(({ criterion, title, reason }) => (
        <li key={criterion}>
          {title}: {reason}
        </li>
      ))}
    </ul>,
  ];
}
