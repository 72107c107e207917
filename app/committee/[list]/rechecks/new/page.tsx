import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Checkboxes, Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { criteriaInForce } from "@/lib/list/criteria";
import { memberToRecheck } from "@/lib/views/recheck-for-committee";
import { listOr404, PortalPage, personOrSignIn } from "../../../../portal-page";
import type { Search } from "../../../here";
import { recheckPath } from "../path";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const error = (await searchParams).kept === undefined ? "" : "Error: ";
  return { title: `${error}Start a re-check – Committee – ${listOr404((await params).list).name}`, robots: "noindex" };
}

/** A chair starts a re-check outside the schedule: for one member, of all criteria or of some. */
export default async function NewRecheckPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const search = await searchParams;
  const wanted = search.member ?? "";
  const here = `/committee/${list.slug}/rechecks/new`;
  const person = await personOrSignIn(`${here}?member=${encodeURIComponent(wanted)}`);
  const found = await memberToRecheck(person, list, wanted);
  if (found === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const criteria = criteriaInForce(list, dayOf(new Date()));
  const unanswered = criteria.filter(({ key }) => found.unanswered.includes(key)).map(({ title }) => title);
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`}>
      <ErrorSummary problems={problems} />
      <BackLink href={`/committee/${list.slug}/rechecks`} words="Re-checks" />
      <PageHeading
        caption={found.organization}
        title={
          <>
            Start a <span className="whitespace-nowrap">re-check</span> outside the schedule
          </>
        }
        lede={
          <>
            The member has {list.recheck.answerWithinDays} days to answer. Its schedule does not change: the next regular re-check is on{" "}
            <Day day={found.nextRecheckOn} />.
          </>
        }
      />
      {found.expired === null ? null : (
        <p>
          The re-check <a href={recheckPath({ list: list.slug, reference: found.expired })}>{found.expired}</a> has expired but can still be
          answered. If you start a new one, the member answers that one instead.
        </p>
      )}
      {found.open === null ? (
        <Form action={`${here}/open`} hidden={{ member: found.memberId }}>
          <Radios
            name="because"
            label="Why now?"
            options={[
              { value: "committee", label: "The committee has a question" },
              { value: "new-criteria", label: "The criteria have changed" },
              { value: "embargo-policy", label: "The embargo policy" },
            ]}
            value={kept?.fields.because ?? "committee"}
            problems={problems}
          />
          <Checkboxes
            name="criteria"
            label="Criteria to ask about"
            hint={
              unanswered.length === 0
                ? "Select none to ask about all of them"
                : `Select none to ask about all of them. Always asked about, because nobody answered: ${unanswered.join(", ")}`
            }
            optional
            options={criteria.map(({ key, title }) => ({ value: key, label: title }))}
            draft={kept?.fields ?? {}}
            problems={problems}
          />
          <Actions>
            <Button>Start the re-check and tell the member</Button>
          </Actions>
        </Form>
      ) : (
        <p>
          A re-check is open already: <a href={recheckPath({ list: list.slug, reference: found.open })}>{found.open}</a>.
        </p>
      )}
    </PortalPage>
  );
}
