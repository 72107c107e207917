import type { Metadata } from "next";
import { Form } from "@/components/form/form";
import { AliasResponseWords } from "@/components/recheck/alias-response-words";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Day, Moment } from "@/components/ui/day";
import { Empty } from "@/components/ui/empty";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Address } from "@/components/ui/exact";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { QuotedText } from "@/components/ui/quoted-text";
import { SummaryList } from "@/components/ui/summary-list";
import { TaskList } from "@/components/ui/task-list";
import { checksOfMember } from "@/lib/evidence/queries";
import { longDate } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { removalDay } from "@/lib/member/removal-open-tasks";
import { confirmedWords } from "@/lib/member/standing";
import type { OwnRecheck } from "@/lib/recheck/queries/own";
import { PortalPage } from "../../../portal-page";
import { type MemberSearch, titleOf } from "../../here";
import { OwnChecks } from "../checks/own-checks";
import { DoneBanner } from "./done-banner";
import { isOpen, ownRecheckHere, type RecheckHere, saysWords, statusIconOf } from "./here";
import { Questions } from "./questions";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<MemberSearch & { done?: string; kept?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleOf((await params).list, "Re-check", await searchParams);
}

/** The open re-check of a membership as a list of tasks that is filled already, or the last one as it ended. */
export default async function RecheckPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const here = await ownRecheckHere((await params).list, "recheck", search);
  const { list, person, member, recheck, statusBanner, at } = here;
  const [kept, found] = await Promise.all([keptHere(search.kept), checksOfMember(person, list, member.memberId)]);
  return (
    <PortalPage list={list} statusBanner={statusBanner("recheck")}>
      <ErrorSummary problems={problemsOf(kept)} />
      <DoneBanner done={search.done} />
      <BackLink href={at("")} words="Membership" />
      {recheck === null ? (
        <>
          <PageHeading caption={member.name} title="No re-check yet" />
          <Empty>The first re-check appears here on its date, with the answers from your application. You get an email about it.</Empty>
        </>
      ) : (
        <>
          <PageHeading
            caption={`${member.name}, re-check ${recheck.reference}`}
            title={titles[recheck.status]}
            lede={ledeOf(here, recheck)}
          />
          <Questions here={here} recheck={recheck} kept={kept} />
          {isOpen(recheck) ? <Tasks here={here} recheck={recheck} /> : <GivenAnswers recheck={recheck} />}
          <Alias recheck={recheck} />
          {found === null ? null : (
            <Entry margin="Checks" title="Automatic checks">
              <OwnChecks found={found} />
            </Entry>
          )}
          {recheck.status === "open" ? <Dates here={here} recheck={recheck} /> : null}
        </>
      )}
    </PortalPage>
  );
}

const titles: Readonly<Record<OwnRecheck["status"], string>> = {
  open: "Is everything still true?",
  answered: "Your answers were sent",
  passed: "The re-check passed",
  failed: "The committee found that a criterion is not met",
  expired: "The re-check was not answered in time",
  "called-off": "The re-check was cancelled",
};

function ledeOf({ today }: RecheckHere, recheck: OwnRecheck): React.ReactNode {
  if (recheck.status === "open" && today <= recheck.dueOn)
    return "Your last answers are already filled in. If everything is still true, this takes less than 5 minutes.";
  if (recheck.status === "open" || recheck.status === "expired") return "You can still answer. A late answer counts.";
  if (recheck.answeredAt === null) return undefined;
  return (
    <>
      {recheck.byPhone ? "The committee recorded what you said" : `Sent by ${recheck.answeredBy ?? "one of you"}`} on{" "}
      <Moment at={recheck.answeredAt} />.
    </>
  );
}

function Tasks({ here: { at, member }, recheck }: { here: RecheckHere; recheck: OwnRecheck }) {
  const { again } = recheck;
  const open = again.filter(({ response }) => response === null).length;
  return (
    <>
      <TaskList
        tasks={again.map((each) => ({
          name: each.criterion.title,
          href: at(`recheck/${each.criterion.key}`),
          hint:
            each.confirmedOn === null || each.confirmedBy === null
              ? "Never answered"
              : confirmedWords({ confirmedOn: each.confirmedOn, confirmedBy: each.confirmedBy }),
          ...statusIconOf(each),
        }))}
      />
      <div className="heading stack">
        <Actions>
          {open === 0 ? (
            <LinkButton href={at("recheck/check")}>Check and send</LinkButton>
          ) : (
            <Form
              action={at("recheck/check/still-true")}
              version={recheck.version}
              hidden={{ recheck: recheck.id, member: member.memberId }}
            >
              <Button hint="for every criterion without an answer">Everything is still true</Button>
            </Form>
          )}
          {open === 0 ? null : (
            <LinkButton variant="second" href={at("recheck/check")}>
              Show all answers on one page
            </LinkButton>
          )}
        </Actions>
        {open === 0 ? null : (
          <p className="meta">
            The button answers “Still true” for every criterion without an answer. You can check everything before it is sent.
          </p>
        )}
      </div>
    </>
  );
}

function GivenAnswers({ recheck: { again } }: { recheck: OwnRecheck }) {
  return (
    <Entry margin="Answers" title="Answers">
      <SummaryList
        rows={again.map(({ criterion, response }) => ({
          label: criterion.title,
          value: response === null ? <span className="quiet">Not answered</span> : saysWords[response.says],
        }))}
      />
    </Entry>
  );
}

function Alias({ recheck: { aliases, aliasResponse } }: { recheck: OwnRecheck }) {
  return (
    <Entry margin="Contact alias" title="Is it monitored?">
      {aliases.map((address) => (
        <p key={address}>
          <Address address={address} />
        </p>
      ))}
      <AliasResponseWords aliasResponse={aliasResponse} />
    </Entry>
  );
}

function Dates({ here: { list, membership, today, at }, recheck }: { here: RecheckHere; recheck: OwnRecheck }) {
  const { dueOn, pausedOn, toCome, extendedBecause } = recheck;
  const { removal } = membership.facts.open;
  const removalOn = removal?.forSilence ? removalDay(list, removal, today) : null;
  return (
    <Entry margin="Dates" title="What happens if nobody answers">
      {removalOn === null ? (
        <p>
          The answer {dueOn < today ? "was" : "is"} due on <Day day={dueOn} as="weekday" />. After that, a grace period starts. If nobody
          answers before it ends, the removal of your organization is proposed. Two people on the committee have to approve it, and you are
          first told the reason and how to appeal.
        </p>
      ) : (
        <p>
          A removal is open because a re-check was not answered, and <Day day={removalOn} as="weekday" /> is the earliest date. If you
          answer, the committee reads your answer before the removal continues.
        </p>
      )}
      {pausedOn === null ? null : (
        <p>
          The deadline has been paused since <Day day={pausedOn} />, because an email to you was not delivered. The paused days do not
          count.
        </p>
      )}
      {toCome.length === 0 ? null : (
        <p>
          You will get {toCome.length === 1 ? "another email" : "more emails"} on {toCome.map((day) => longDate(day)).join(", ")}.
        </p>
      )}
      <p>
        <a href={at("recheck/calendar.ics")} download>
          Add the date to your calendar
        </a>
      </p>
      {extendedBecause === null ? null : (
        <>
          <p>The committee changed the date, because:</p>
          <QuotedText panel text={extendedBecause} />
        </>
      )}
    </Entry>
  );
}
